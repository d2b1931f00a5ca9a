// Where a moment stands in the picture. The picture is laid out in units; a view is a range of them.

/** Gaps shorter than this take next to no room in even time. */
const kShortGap = 100e3;
/** In even time no gap takes more units than this, however long it lasts. */
const kWidestGap = 13;

/** Every moment that something of interest left or arrived, without repeats. */
function momentsOf(play) {
  const inner = [familyNumbers.get('inner'), familyNumbers.get('keep-alive')];
  const times = [0, play.end];
  for (let i = 0; i < play.count; ++i) {
    if (inner.includes(play.family[i])) continue;
    times.push(play.at[i]);
    if (play.sent[i] !== play.at[i]) times.push(play.sent[i]);
  }
  for (const span of play.spans) {
    times.push(span.from);
    if (span.to >= 0) times.push(span.to);
  }
  if (play.failure) times.push(play.failure.at);
  const sorted = Float64Array.from(times).sort();
  return sorted.filter((time, i) => time >= 0 && (i === 0 || time > sorted[i - 1]));
}

/**
 * Even time: the order of moments is kept, and what lies between two of them takes room by the logarithm of
 * how long it lasts. So a message of a millisecond can be seen beside a wait of a minute.
 */
class EvenScale {
  constructor(play) {
    this.times = momentsOf(play);
    this.units = new Float64Array(this.times.length);
    for (let i = 1; i < this.times.length; ++i) {
      const gap = Math.log2(1 + (this.times[i] - this.times[i - 1]) / kShortGap);
      this.units[i] = this.units[i - 1] + Math.max(0.05, Math.min(kWidestGap, gap));
    }
    this.length = this.units[this.units.length - 1];
    this.shortest = 2;
  }

  unitOf(time) {
    return EvenScale.between(this.times, this.units, time);
  }

  timeOf(unit) {
    return EvenScale.between(this.units, this.times, unit);
  }

  static between(xs, ys, x) {
    const last = xs.length - 1;
    const next = Math.min(Math.max(1, lowerBound(xs.length, (i) => xs[i] < x)), last);
    const share = (x - xs[next - 1]) / (xs[next] - xs[next - 1]);
    return ys[next - 1] + share * (ys[next] - ys[next - 1]);
  }
}

/** True time: a unit is a millisecond. */
class TrueScale {
  constructor(play) {
    this.length = play.end / 1e6;
    this.shortest = 0.02;
  }

  unitOf(time) {
    return time / 1e6;
  }

  timeOf(unit) {
    return unit * 1e6;
  }
}

/** The events' places under one scale. */
function placesOf(play, scale) {
  return {at: play.at.map((time) => scale.unitOf(time)), sent: play.sent.map((time) => scale.unitOf(time))};
}

/** `2.114902 s`, with as many digits as a step of so many nanoseconds wants. */
function timeWords(nanoseconds, step = 1e3) {
  const digits = Math.max(0, Math.min(9, Math.ceil(9 - Math.log10(step) - 1e-9)));
  return (nanoseconds / 1e9).toFixed(digits) + ' s';
}

/** `3.2 ms`, `45 s`. */
function lengthWords(nanoseconds) {
  const units = [[60e9, 'min'], [1e9, 's'], [1e6, 'ms'], [1e3, 'µs'], [1, 'ns']];
  for (const [size, name] of units) {
    if (nanoseconds >= size) {
      const value = nanoseconds / size;
      return (value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)))) + ' ' + name;
    }
  }
  return 'no time';
}

/** 1, 2 or 5 times a power of ten, not below. */
function niceStep(least) {
  const power = Math.pow(10, Math.floor(Math.log10(Math.max(least, 1))));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least * 0.999);
}
