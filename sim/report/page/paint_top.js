// The scenario's steps, above the lanes, and the axis of time.

const kStepLines = 4;
/** Beyond so many steps in the window only their ticks are drawn. */
const kMostStepWords = 300;
const kWidestStep = 260;

/** What has to be read first: the step that failed, then what is done, then what is waited for. */
function stepRank(step) {
  if (step === play.failedStep) return 0;
  return /^(wait|within|for) /.test(step.words) ? 2 : 1;
}

/** Each step stands as far to the right as it began, on the first of four lines that has room. */
function paintSteps(surface, layout) {
  const {pen} = surface;
  const {theme} = pen;
  pen.fill(kGutter, 0, layout.plotWidth, kStepsHeight, theme.raised);
  if (!state.families.has('step')) return;
  const placed = stepsWithin(surface, layout);
  let lastTick = -10;
  for (const {x} of placed) {
    if (x < kGutter || x - lastTick < 1.5) continue;
    pen.line(x, kStepsHeight - 4, x, layout.bottom, theme.step, {alpha: 0.3, dash: [1, 3]});
    pen.fill(x - 0.5, kStepsHeight - 5, 1.5, 5, theme.step);
    lastTick = x;
  }
  if (placed.length > kMostStepWords) return;
  const lines = Array.from({length: kStepLines}, () => []);
  placed.sort((a, b) => stepRank(a.step) - stepRank(b.step) || a.x - b.x);
  for (const {step, x} of placed) paintStepWords(step, Math.max(x, kGutter + 2), lines, surface);
}

/** Those that began in the window, and the one before them, with their places. */
function stepsWithin(surface, layout) {
  const {steps} = play;
  const placeOfStep = (k) => layout.xOf(state.scale.unitOf(steps[k].at));
  const placed = [];
  const first = lowerBound(steps.length, (k) => placeOfStep(k) < kGutter);
  for (let k = Math.max(0, first - 1); k < steps.length && placeOfStep(k) <= surface.width; ++k) {
    placed.push({step: steps[k], x: placeOfStep(k)});
  }
  return placed;
}

/** Words may stand a little behind their tick where others stand at it. */
const kFurthestBehind = 40;

/** The room that a line has from x on, or from where what stands at x ends: up to what stands there next. */
function roomFrom(line, x, end) {
  const before = line.filter(([from]) => from <= x).map(([, to]) => to);
  const begin = Math.max(x, ...before);
  const behind = line.filter(([from]) => from > x).map(([from]) => from);
  const most = Math.min(end, ...behind) - begin;
  return {begin, most: begin - x > kFurthestBehind ? 0 : most};
}

function paintStepWords(step, x, lines, surface) {
  const {pen} = surface;
  const failed = step === play.failedStep;
  const chosen = step.event === state.selected;
  const font = failed || chosen ? fonts.bold : fonts.label;
  const wanted = Math.min(kWidestStep, pen.widthOf(step.words, font)) + 12;
  const rooms = lines.map((each) => roomFrom(each, x, surface.width));
  let line = rooms.findIndex((room) => room.begin === x && room.most >= wanted);
  if (line < 0) line = rooms.findIndex((room) => room.most >= wanted);
  if (line < 0 && failed) return paintStepAtEdge(step, lines, surface);
  if (line < 0) line = rooms.findIndex((room) => room.most >= Math.min(wanted, 60));
  if (line < 0) return;
  const {begin, most} = rooms[line];
  const words = pen.fitted(step.words, Math.min(kWidestStep, most - 12), font);
  const colour = failed ? pen.theme.failure : (chosen ? pen.theme.accent : pen.theme.ink);
  pen.text(words, begin + 2, 8 + line * 13, colour, font);
  lines[line].push([begin, begin + pen.widthOf(words, font) + 12]);
}

/** The step that failed is mostly the last one, with no room behind it: its words end at the edge. */
function paintStepAtEdge(step, lines, surface) {
  const {pen} = surface;
  const words = pen.fitted(step.words, kWidestStep, fonts.bold);
  const x = surface.width - pen.widthOf(words, fonts.bold) - 6;
  pen.text(words, x, 8, pen.theme.failure, fonts.bold);
  lines[0].push([x - 10, surface.width]);
}

/** Times at even distances, each as round as its surroundings allow. */
function paintAxis(surface, layout) {
  const {pen} = surface;
  const {theme} = pen;
  const y = kStepsHeight + kAxisHeight / 2;
  pen.fill(kGutter, kStepsHeight, layout.plotWidth, kAxisHeight, theme.paper);
  pen.line(kGutter, kTop - 0.5, surface.width, kTop - 0.5, theme.line);
  let free = kGutter;
  for (let slot = kGutter + 50; slot < surface.width; slot += 105) {
    const timeAt = (x) => state.scale.timeOf(Math.min(Math.max(0, layout.unitAt(x)), state.scale.length));
    const step = niceStep((timeAt(slot + 40) - timeAt(slot - 40)) / 3);
    const time = Math.round(timeAt(slot) / step) * step;
    const x = layout.xOf(state.scale.unitOf(time));
    const words = timeWords(time, step);
    const width = pen.widthOf(words, fonts.small);
    if (time > play.end || x - width / 2 < free || x + width / 2 > surface.width) continue;
    pen.text(words, x, y, theme.quiet, fonts.small, 'center');
    pen.line(x, kTop - 4, x, kTop, theme.quiet);
    free = x + width / 2 + 12;
  }
}
