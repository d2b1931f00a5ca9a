// What happened: arrows from lane to lane, marks on a lane, and the words beside them.

/** Later ones are drawn over earlier ones. */
const paintOrder =
    ['inner', 'keep-alive', 'connection', 'screen', 'request', 'answer', 'chat', 'lost', 'fault'];
const rankOf = families.map((family) => paintOrder.indexOf(family.id));

const paintRank = (event) => isDeath(event) ? paintOrder.length : rankOf[play.family[event]];

function isDeath(event) {
  return ['crashed', 'vanished', 'power-lost'].includes(play.kind[event]);
}

/** Words beside arrows are left out where there are more things than this, and beyond so many words. */
const kMostLabelled = 450;
const kMostLabels = 160;

function paintEvents(surface, layout, room) {
  const bundles = bundle(surface, layout);
  bundles.sort((a, b) => paintRank(a.event) - paintRank(b.event) || a.event - b.event);
  surface.drawn = bundles.map((each) => placeOf(each, surface, layout));
  surface.crowded = bundles.length > kMostLabelled;
  for (const item of surface.drawn) paintItem(item, surface, layout);
  if (!surface.crowded && layout.rowHeight >= 14) paintLabels(surface, layout, room);
}

/** Where a bundle is drawn. A lost datagram whose end nobody saw goes a part of the way. */
function placeOf({event, count, low, high}, surface, layout) {
  const from = state.rowOf[play.from[event]];
  const to = state.rowOf[play.node[event]];
  const item = {
    event,
    count,
    low,
    high,
    x0: layout.xOf(state.places.sent[event]),
    y0: layout.yOf(from),
    x1: layout.xOf(state.places.at[event]),
    y1: layout.yOf(to),
    arrow: travels(event),
    lost: play.family[event] === familyNumbers.get('lost'),
  };
  if (item.lost && item.arrow && play.sent[event] === play.at[event]) {
    const step = Math.min(0.55 * Math.abs(item.y1 - item.y0), 34);
    item.x1 = item.x0 + Math.min(14, step / 2);
    item.y1 = item.y0 + Math.sign(item.y1 - item.y0) * step;
  }
  return item;
}

function paintItem(item, surface, layout) {
  const {pen} = surface;
  const colour = pen.theme[families[play.family[item.event]].id];
  if (item.count > 1 && item.low !== item.high) return paintFan(item, colour, surface, layout);
  if (item.arrow) return paintArrow(item, colour, surface);
  if (play.isMessage[item.event] === 1) {
    if (item.lost) return pen.cross(item.x1, item.y1, 3, colour, 1.5);
    return pen.circle(item.x1, item.y1, 2, colour);
  }
  paintMark(item, colour, surface, layout);
}

/** Several arrows as one: from the highest lane to the lowest, stronger the more they are. */
function paintFan(item, colour, surface, layout) {
  if (item.lost) return surface.pen.cross(item.x1, item.y1, 3, colour, 1.5);
  const alpha = Math.min(0.85, 0.25 + 0.12 * Math.log2(item.count));
  surface.pen.line(
      item.x1, layout.yOf(item.low), item.x1, layout.yOf(item.high), colour, {width: 1.25, alpha});
}

function paintArrow(item, colour, surface) {
  const {pen} = surface;
  const {x0, y0, x1, y1} = item;
  const event = item.event;
  const faint = play.family[event] === familyNumbers.get('connection') ||
      play.family[event] === familyNumbers.get('keep-alive');
  const dash =
      play.kind[event] === 'broken' || play.kind[event] === 'refused' ? [2, 2] : (faint ? [4, 3] : []);
  pen.line(x0, y0, x1, y1, colour, {width: faint ? 1 : 1.4, dash, alpha: faint ? 0.75 : 1});
  if (item.lost || play.kind[event] === 'refused' || play.kind[event] === 'broken') {
    return pen.cross(x1, y1, item.lost ? 3.5 : 3, colour, item.lost ? 2 : 1.5);
  }
  paintHead(x0, y0, x1, y1, colour, pen, surface.crowded ? 4 : 7);
}

function paintHead(x0, y0, x1, y1, colour, pen, most = 7) {
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (length < 3) return;
  const size = Math.min(most, length * 0.7);
  const dx = (x1 - x0) / length * size;
  const dy = (y1 - y0) / length * size;
  pen.shape([x1, y1, x1 - dx - dy * 0.4, y1 - dy + dx * 0.4, x1 - dx + dy * 0.4, y1 - dy - dx * 0.4], colour);
}

/** What happens at one node: typing, seeing, starting, dying. */
function paintMark(item, colour, surface, layout) {
  const {pen} = surface;
  const x = item.x1;
  const y = item.y1;
  const kind = play.kind[item.event];
  const size = Math.min(5, layout.rowHeight / 3);
  switch (kind) {
    case 'typed':
      return pen.shape([x - size, y - size, x + size * 0.6, y, x - size, y + size], colour);
    case 'printed':
      return pen.fill(x - 1, y - size * 0.8, 2, size * 1.6, colour);
    case 'crashed':
    case 'power-lost':
    case 'vanished':
      pen.circle(x, y, size + 3, colour, kind === 'vanished');
      return pen.cross(x, y, size * 0.6, kind === 'vanished' ? colour : pen.theme.paper, 1.75);
    case 'paused':
      pen.fill(x - 4, y - size, 3, 2 * size, pen.theme.paused);
      return pen.fill(x + 1, y - size, 3, 2 * size, pen.theme.paused);
    case 'resumed':
      return pen.shape([x - 3, y - size, x + 5, y, x - 3, y + size], pen.theme.paused);
    case 'started':
      return pen.circle(x, y, size * 0.8, pen.theme.started);
    case 'ended':
      return pen.circle(x, y, size * 0.8, pen.theme.quiet, true);
    case 'network':
      return paintNetworkMark(item, surface);
    default:
      return pen.circle(x, y, 1.5, colour);
  }
}

function paintNetworkMark(item, surface) {
  const {pen} = surface;
  const {x1: x, y0, y1} = item;
  if (y0 !== y1) pen.line(x, y0, x, y1, pen.theme.cut, {dash: [2, 2]});
  for (const y of new Set([y0, y1])) pen.shape([x, y - 4, x + 4, y, x, y + 4, x - 4, y], pen.theme.cut);
}

const labelledMarks = new Set(['typed', 'printed']);

/** Faults and what people type first, then messages in order, then what came onto screens. */
function labelRank(item) {
  const kind = play.kind[item.event];
  if (play.family[item.event] === familyNumbers.get('fault')) return 0;
  if (kind === 'typed') return 1;
  return kind === 'printed' ? 3 : 2;
}

function paintLabels(surface, layout, room) {
  const items = surface.drawn.filter((item) => item.count === 1 && isLabelled(item));
  items.sort((a, b) => labelRank(a) - labelRank(b) || a.event - b.event);
  const said = new Set();
  let left = kMostLabels;
  for (const item of items) {
    if (left === 0) return;
    const event = item.event;
    // One datagram to many members is labelled once.
    const key = play.isMessage[event] ? `${play.from[event]}/${play.sent[event]}/${play.text[event]}` : event;
    if (said.has(key)) continue;
    if (!(play.isMessage[event] ? labelArrow(item, surface, room) : labelMark(item, surface, layout, room)))
      continue;
    said.add(key);
    --left;
  }
}

function isLabelled(item) {
  const event = item.event;
  if (play.isMessage[event]) return item.arrow && play.family[event] !== familyNumbers.get('connection');
  const kind = play.kind[event];
  // A band tells of what lasts.
  if (kind === 'network') return !play.turns.has(play.at[event]);
  return isDeath(event) || labelledMarks.has(kind) && textOf(event).shown.trim() !== '';
}

function labelArrow(item, surface, room) {
  const {pen} = surface;
  const words = pen.fitted(labelOf(item.event), 150, fonts.label);
  const width = pen.widthOf(words, fonts.label);
  const colour = pen.theme[families[play.family[item.event]].id];
  for (const share of [0.5, 0.32, 0.68, 0.18, 0.82]) {
    const x = item.x0 + (item.x1 - item.x0) * share;
    const y = item.y0 + (item.y1 - item.y0) * share;
    if (y < kTop + 6 || y > surface.height - 6) continue;
    for (const left of [x + 5, x - width - 5]) {
      if (left < kGutter || left + width > surface.width || !room.take(left - 1, y - 6, width + 2, 12))
        continue;
      pen.fill(left - 2, y - 6.5, width + 4, 13, pen.theme.paper, 0.86);
      pen.text(words, left, y, colour);
      return true;
    }
  }
  return false;
}

function labelMark(item, surface, layout, room) {
  const {pen} = surface;
  const kind = play.kind[item.event];
  const isTyped = kind === 'typed';
  const colour = isTyped || kind === 'printed' ? pen.theme.screen : pen.theme.fault;
  const font = isTyped || kind === 'printed' ? fonts.mono : fonts.bold;
  const words = pen.fitted(labelOf(item.event), isTyped ? 120 : 190, font);
  const width = pen.widthOf(words, font);
  const below = Math.min(12, layout.rowHeight / 2 - 4);
  const isLine = isTyped || kind === 'printed';
  for (const y of isLine ? [item.y1 + below, item.y1 - below] : [item.y1 - below, item.y1 + below]) {
    for (const x of [item.x1 + (isTyped ? -4 : 3), item.x1 - width - 4]) {
      if (x < kGutter || x + width > surface.width || y < kTop + 5 || y > surface.height - 5) continue;
      if (!room.take(x - 1, y - 5, width + 2, 11)) continue;
      pen.fill(x - 1, y - 6, width + 2, 12, pen.theme.paper, 0.8);
      pen.text(words, x, y, colour, font);
      return true;
    }
  }
  return false;
}
