// The whole picture, the strip below it, and when they are drawn.

function paintPicture(surface) {
  const {pen} = surface;
  const layout = layoutOf(surface);
  const room = new Room();
  pen.fill(0, 0, surface.width, surface.height, pen.theme.paper);
  paintLanes(surface, layout);
  paintSteps(surface, layout);
  paintSpans(surface, layout, room);
  paintEvents(surface, layout, room);
  paintSelection(surface, layout);
  paintFailure(surface, layout);
  paintAxis(surface, layout);
  paintNames(surface, layout);
  return layout;
}

/** The selected event and the one under the pointer, over all others. */
function paintSelection(surface, layout) {
  const {pen} = surface;
  const moment = layout.xOf(state.scale.unitOf(momentShown()));
  if (state.selected >= 0 && moment > kGutter) {
    pen.line(moment, kTop, moment, layout.bottom, pen.theme.accent, {alpha: 0.45, dash: [3, 3]});
  }
  for (const [event, width] of [[state.hovered, 2.5], [state.selected, 3]]) {
    if (event < 0 || state.rowOf[play.node[event]] < 0 || state.rowOf[play.from[event]] < 0) continue;
    const item = placeOf({event, count: 1, low: -1, high: -1}, surface, layout);
    if (item.arrow) {
      pen.line(item.x0, item.y0, item.x1, item.y1, pen.theme.accent, {width});
      if (!item.lost) paintHead(item.x0, item.y0, item.x1, item.y1, pen.theme.accent, pen);
    }
    if (event === state.selected) pen.circle(item.x1, item.y1, 4.5, pen.theme.accent, true);
  }
}

/** Nodes that the failure speaks of. */
function nodesOfFailure() {
  const words = new Set(play.failure.what.split(/[^\p{L}\p{N}_-]+/u));
  return play.nodes.map((_, node) => node).filter((node) => words.has(nameOf(node)));
}

function paintFailure(surface, layout) {
  if (!play.failure) return;
  const {pen} = surface;
  const {theme} = pen;
  const x = layout.xOf(state.scale.unitOf(play.failure.at));
  if (x < kGutter || x > surface.width + 1) return;
  const at = Math.min(x, surface.width - 1);
  pen.fill(at - 1, kTop, 2, layout.bottom - kTop, theme.failure);
  for (const node of nodesOfFailure()) {
    const row = visibleRow(node, surface, layout);
    if (row >= 0) pen.circle(at, layout.yOf(row), Math.min(7, layout.rowHeight / 2), theme.failure, true);
  }
  const words = 'failed: ' + play.failure.check;
  const width = pen.widthOf(words, fonts.bold) + 12;
  const left = Math.max(kGutter, Math.min(at - width / 2, surface.width - width));
  pen.fill(left, kTop + 1, width, 17, theme.failure);
  pen.text(words, left + 6, kTop + 10, theme.paper, fonts.bold);
}

/** Everything on one line: how much happens when, faults, the failure, and which part is shown above. */
function paintOverview(surface) {
  const {pen, width, height} = surface;
  const {theme} = pen;
  const xOf = (unit) => kGutter + unit / state.scale.length * (width - kGutter - 8);
  pen.fill(0, 0, width, height, theme.paper);
  pen.fill(kGutter, 0, width - kGutter, height, theme.raised);
  pen.text('overview', 10, height / 2, theme.quiet, fonts.small);
  for (const span of play.spans) {
    if (span.kind === 'absent' || span.kind === 'ended') continue;
    const from = xOf(state.scale.unitOf(span.from));
    const to = Math.min(width, xOf(endOf(span)));
    pen.fill(
        from, 0, Math.max(1, to - from), height,
        theme[downKinds.has(span.kind) ? 'fault' : (span.kind === 'paused' ? 'paused' : 'cut')], 0.12);
  }
  paintActivity(surface, xOf);
  if (play.failure) pen.fill(xOf(state.scale.unitOf(play.failure.at)) - 1, 0, 2, height, theme.failure);
  const from = Math.max(kGutter, xOf(state.view.from));
  const to = Math.min(width, xOf(state.view.to));
  pen.fill(kGutter, 0, from - kGutter, height, theme.paper, 0.6);
  pen.fill(to, 0, width - to, height, theme.paper, 0.6);
  pen.line(from, 0, from, height, theme.accent, {width: 2});
  pen.line(to, 0, to, height, theme.accent, {width: 2});
}

const kColumn = 2;

/** Bars as high as the logarithm of what happens in them; on top what was lost or broke. */
function paintActivity(surface, xOf) {
  const {pen, width, height} = surface;
  const columns = Math.ceil((width - kGutter) / kColumn) + 1;
  const counts = new Uint32Array(columns);
  const bad = new Uint32Array(columns);
  for (const event of state.shown) {
    const column = Math.floor((xOf(state.places.at[event]) - kGutter) / kColumn);
    ++counts[column];
    if (play.family[event] === familyNumbers.get('lost') || isDeath(event)) ++bad[column];
  }
  const most = Math.log2(1 + counts.reduce((a, b) => Math.max(a, b), 1));
  const heightOf = (count) => Math.log2(1 + count) / most * (height - 6);
  for (let column = 0; column < columns; ++column) {
    if (counts[column] === 0) continue;
    const x = kGutter + column * kColumn;
    pen.fill(x, height - heightOf(counts[column]), kColumn, heightOf(counts[column]), pen.theme.step, 0.55);
    if (bad[column] > 0)
      pen.fill(x, height - heightOf(bad[column]), kColumn, heightOf(bad[column]), pen.theme.lost);
  }
}

const elements = {};
for (const id
         of ['stage', 'plot', 'overview-frame', 'overview', 'tip', 'search', 'nodes', 'nodes-summary',
             'nodes-all', 'nodes-menu', 'families', 'zoom-in', 'zoom-out', 'fit', 'scale', 'as-table', 'help',
             'help-sheet', 'keys', 'table', 'rows', 'earlier', 'later', 'table-range', 'details', 'screen-of',
             'screen-time', 'screen', 'status', 'verdict', 'title', 'subtitle', 'failure', 'failure-check',
             'failure-what', 'print']) {
  elements[id] = document.getElementById(id);
}

let theme = themeOf(document.documentElement);
let frameAsked = false;
/** What the last frame drew, for the pointer and for tests. */
const lastFrame = {
  drawn: [],
  calls: 0,
  frames: 0
};

function plotSurface() {
  const box = elements.stage.getBoundingClientRect();
  return {
    width: box.width,
    height: box.height,
    rowHeight: state.rowHeight,
    view: state.view,
    scroll: state.scroll
  };
}

function drawNow() {
  frameAsked = false;
  const ratio = window.devicePixelRatio || 1;
  const box = plotSurface();
  if (box.width > 0) {
    keepScrollWithin(box);
    const surface = surfaceOn(elements.plot, {...box, scroll: state.scroll, theme, ratio});
    paintPicture(surface);
    lastFrame.drawn = surface.drawn;
    lastFrame.calls = surface.pen.calls;
    ++lastFrame.frames;
  }
  const strip = elements['overview-frame'].getBoundingClientRect();
  if (strip.width > 0) {
    paintOverview(surfaceOn(
        elements.overview, {width: strip.width, height: strip.height, theme, ratio, view: state.view}));
  }
  tellView();
}

function keepScrollWithin(box) {
  const {rowHeight, plotHeight} = layoutOf(box);
  state.scroll = Math.max(0, Math.min(state.scroll, rowHeight * state.rows.length - plotHeight));
}

function requestFrame() {
  if (frameAsked) return;
  frameAsked = true;
  requestAnimationFrame(drawNow);
}
