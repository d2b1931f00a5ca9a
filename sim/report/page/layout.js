// Where lanes and moments stand on a surface: a canvas with a size, a range of units and a theme.

const kGutter = 128;
const kStepsHeight = play.steps.length > 0 ? 60 : 0;
const kAxisHeight = 22;
const kTop = kStepsHeight + kAxisHeight;
const kLowestRow = 5;
const kUsualRow = 22;
const kHighestRow = 120;

/** A canvas made as fine as the screen, or as finer print wants. */
function surfaceOn(canvas, {width, height, theme, ratio, view, scroll = 0, rowHeight = 0}) {
  const pixels = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== pixels[0] || canvas.height !== pixels[1]) [canvas.width, canvas.height] = pixels;
  canvas.style.width = width + 'px';
  canvas.style.height = height + 'px';
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return {pen: new Pen(context, theme), width, height, view, scroll, rowHeight};
}

/** The surface's measures and its ways from units and nodes to pixels. */
function layoutOf(surface) {
  const plotHeight = Math.max(20, surface.height - kTop);
  const fitting = plotHeight / Math.max(1, state.rows.length);
  const rowHeight = surface.rowHeight || Math.min(kHighestRow, Math.max(kLowestRow, fitting));
  const {from, to} = surface.view;
  const plotWidth = Math.max(20, surface.width - kGutter);
  return {
    plotHeight,
    rowHeight,
    plotWidth,
    bottom: kTop + Math.min(plotHeight, rowHeight * state.rows.length - surface.scroll),
    xOf: (unit) => kGutter + (unit - from) / (to - from) * plotWidth,
    unitAt: (x) => from + (x - kGutter) / plotWidth * (to - from),
    yOf: (row) => kTop + (row + 0.5) * rowHeight - surface.scroll,
    rowAt: (y) => Math.floor((y - kTop + surface.scroll) / rowHeight),
  };
}

/** Above this many arrows in one frame, those that would lie on each other are drawn as one. */
const kMostArrows = 1500;

/** How arrows are put together: ever fewer, where those before were still too many. */
const bundleKeys = [
  (from, to) => from * 65536 + to,
  (from) => from,
  () => 0,
];

/** Whether a part of what happened between two rows is in the window. */
function touchesWindow(layout, surface, from, to) {
  return layout.yOf(Math.max(from, to) + 0.5) >= kTop &&
      layout.yOf(Math.min(from, to) - 0.5) <= surface.height;
}

/** The shown events of the surface's range that have a place on a lane. */
function eventsOn(surface, layout) {
  const events = [];
  eachWithin(surface.view.from, surface.view.to, (i) => {
    if (play.kind[i] === 'step' || play.isEcho[i] === 1) return;
    const row = state.rowOf[play.node[i]];
    const from = state.rowOf[play.from[i]];
    if (row >= 0 && from >= 0 && touchesWindow(layout, surface, from, row)) events.push(i);
  });
  return events;
}

/**
 * What is to be drawn, at most about kMostArrows things, each with the event that stands for it. Where
 * there are more events, all those of one family between the same lanes in a few pixels become one.
 */
function bundle(surface, layout) {
  const events = eventsOn(surface, layout);
  if (events.length <= kMostArrows) return events.map((event) => ({event, count: 1, low: -1, high: -1}));
  for (const keyOf of bundleKeys) {
    for (let pixels = 2; pixels <= 64; pixels *= 2) {
      const bundles = bundleBy(events, layout, keyOf, pixels);
      if (bundles !== null) return bundles;
    }
  }
  return bundleBy(events, layout, bundleKeys[2], layout.plotWidth) || [];
}

function bundleBy(events, layout, keyOf, pixels) {
  const bundles = new Map();
  for (const event of events) {
    const from = state.rowOf[play.from[event]];
    const to = state.rowOf[play.node[event]];
    const column = Math.floor((layout.xOf(state.places.at[event]) - kGutter) / pixels) + 1;
    const key = (keyOf(from, to) * 8192 + column) * 16 + play.family[event];
    const found = bundles.get(key);
    if (found === undefined) {
      if (bundles.size === kMostArrows) return null;
      bundles.set(key, {event, count: 1, low: Math.min(from, to), high: Math.max(from, to)});
    } else {
      ++found.count;
      found.low = Math.min(found.low, from, to);
      found.high = Math.max(found.high, from, to);
    }
  }
  return Array.from(bundles.values());
}
