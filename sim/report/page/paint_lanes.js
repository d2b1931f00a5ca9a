// The ground of the picture: lanes, and what lasts.

function endOf(span) {
  return span.to < 0 ? state.scale.length * 1.05 : state.scale.unitOf(span.to);
}

/** The part of a span that is in the window, in pixels; nothing where none is. */
function extentOf(span, surface, layout) {
  const from = Math.max(kGutter, layout.xOf(state.scale.unitOf(span.from)));
  const to = Math.min(surface.width, layout.xOf(endOf(span)));
  return to > from && to > kGutter && from < surface.width ? {from, to: Math.max(to, from + 1)} : null;
}

/** The first and the last row in the window. */
function rowsWithin(surface, layout) {
  return [Math.max(0, layout.rowAt(kTop)), Math.min(state.rows.length - 1, layout.rowAt(surface.height))];
}

function paintLanes(surface, layout) {
  const {pen} = surface;
  const {theme} = pen;
  const [first, last] = rowsWithin(surface, layout);
  for (let row = first; row <= last; ++row) {
    const y = layout.yOf(row);
    if (layout.rowHeight >= 12 && row % 2 === 1) {
      pen.fill(kGutter, y - layout.rowHeight / 2, layout.plotWidth, layout.rowHeight, theme.raised);
    }
    pen.line(kGutter, y, surface.width, y, theme.lane, {width: layout.rowHeight >= 12 ? 1.5 : 0.75});
  }
}

const downKinds = new Set(['absent', 'ended', 'crashed', 'vanished']);

function paintSpans(surface, layout, room) {
  for (const span of play.spans) {
    const extent = extentOf(span, surface, layout);
    if (extent === null) continue;
    if (downKinds.has(span.kind))
      paintDown(span, extent, surface, layout);
    else if (span.kind === 'paused')
      paintBand(span.left, 'paused', extent, surface, layout, 'paused', room);
    else if (state.families.has('fault'))
      paintNetworkSpan(span, extent, surface, layout, room);
  }
}

function visibleRow(node, surface, layout) {
  const row = state.rowOf[node];
  if (row < 0) return -1;
  const y = layout.yOf(row);
  return y > kTop - layout.rowHeight && y < surface.height + layout.rowHeight ? row : -1;
}

/** No program runs: the lane is a row of dots; tinted where it did not end by itself. */
function paintDown(span, extent, surface, layout) {
  const {pen} = surface;
  const {theme} = pen;
  const row = visibleRow(span.left[0], surface, layout);
  if (row < 0) return;
  const y = layout.yOf(row);
  const half = layout.rowHeight / 2;
  const torn = span.kind === 'crashed' || span.kind === 'vanished';
  pen.fill(
      extent.from, y - 1, extent.to - extent.from, 2,
      row % 2 === 1 && layout.rowHeight >= 12 ? theme.raised : theme.paper);
  if (torn) pen.fill(extent.from, y - half + 1, extent.to - extent.from, 2 * half - 2, theme.fault, 0.09);
  pen.line(extent.from, y, extent.to, y, torn ? theme.fault : theme.lane, {dash: [1, 5], width: 1.5});
}

/** At the beginning of the band, or as far before it as the window's end demands. */
function paintBandWords(words, extent, top, surface, colour, room) {
  const {pen} = surface;
  const most = Math.max(extent.to - extent.from, 220);
  const said = pen.fitted(words, most, fonts.small);
  const width = pen.widthOf(said, fonts.small);
  const x = Math.max(kGutter + 2, Math.min(extent.from + 5, surface.width - width - 4));
  if (said === '' || !room.take(x - 2, top + 1, width + 4, 10)) return;
  pen.fill(x - 3, top + 1, width + 6, 12, pen.theme.paper, 0.85);
  pen.text(said, x, top + 7, colour, fonts.small);
}

function paintBand(nodes, words, extent, surface, layout, colourName, room, alpha = 0.3) {
  const {pen} = surface;
  const colour = pen.theme[colourName];
  for (const node of nodes) {
    const row = visibleRow(node, surface, layout);
    if (row < 0) continue;
    const top = layout.yOf(row) - layout.rowHeight / 2 + 1;
    pen.fill(extent.from, top, extent.to - extent.from, layout.rowHeight - 2, colour, 0.1);
    pen.hatch(extent.from, top, extent.to - extent.from, layout.rowHeight - 2, colour, alpha);
    pen.line(extent.from, top, extent.from, top + layout.rowHeight - 2, colour, {width: 1.5});
    if (layout.rowHeight < 18) continue;
    paintBandWords(words, extent, top, surface, colour, room);
  }
}

/** The side to be shaded: the one without the registry, and of two such the smaller one. */
function sidesOf(span) {
  if (span.oneWay || span.right.length === 0) return [span.left, span.right];
  const leftIsMain =
      span.left.includes(0) || (!span.right.includes(0) && span.left.length > span.right.length);
  return leftIsMain ? [span.right, span.left] : [span.left, span.right];
}

function namesOf(nodes) {
  if (nodes.length === 0) return 'everybody';
  if (nodes.length <= 4) return nodes.map(nameOf).join(', ');
  return nodes.slice(0, 3).map(nameOf).join(', ') + ` and ${nodes.length - 3} more`;
}

function wordsOfSpan(span) {
  const [side, others] = sidesOf(span);
  if (span.kind === 'cut' && span.oneWay) return `nothing gets to ${namesOf(others)}`;
  if (span.kind === 'cut') return `cut off from ${namesOf(others)}`;
  if (span.kind === 'clogged') return `what goes to ${namesOf(others)} waits`;
  if (others.length === 0) return span.kind;
  return `${span.kind}: ${namesOf(side)} and ${namesOf(others)}`;
}

function paintNetworkSpan(span, extent, surface, layout, room) {
  const [side, others] = sidesOf(span);
  paintBand(side, wordsOfSpan(span), extent, surface, layout, 'cut', room);
  for (const node of others) {
    const row = visibleRow(node, surface, layout);
    if (row < 0) continue;
    surface.pen.fill(
        extent.from, layout.yOf(row) - 2, extent.to - extent.from, 4, surface.pen.theme.cut, 0.35);
  }
}

/** Names at the left, as many as are readable. */
function paintNames(surface, layout) {
  const {pen} = surface;
  const {theme} = pen;
  pen.fill(0, 0, kGutter, surface.height, theme.paper);
  pen.line(kGutter - 0.5, 0, kGutter - 0.5, surface.height, theme.line);
  if (play.steps.length > 0) pen.text('steps', 10, 10, theme.quiet, fonts.small);
  pen.text(
      state.scale === evenScale ? 'time, evenly spread' : 'time, true', 10, kStepsHeight + kAxisHeight / 2,
      theme.quiet, fonts.small);
  const every = Math.max(1, Math.ceil(12 / layout.rowHeight));
  pen.context.save();
  pen.context.beginPath();
  pen.context.rect(0, kTop, kGutter, surface.height - kTop);
  pen.context.clip();
  const [first, last] = rowsWithin(surface, layout);
  for (let row = Math.floor(first / every) * every; row <= last; row += every) {
    const y = layout.yOf(row);
    const node = state.rows[row];
    const chosen = state.nodes.has(node) || (state.selected >= 0 && play.node[state.selected] === node);
    const font = layout.rowHeight < 14 ? fonts.small : fonts.name;
    pen.text(
        pen.fitted(nameOf(node), kGutter - 20, font), 10, Math.max(y, kTop + 6),
        chosen ? theme.accent : theme.ink, font);
  }
  pen.context.restore();
}
