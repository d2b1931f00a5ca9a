// What the page shows now. Everything that changes it goes through here and asks for a new frame.

const evenScale = new EvenScale(play);
const trueScale = new TrueScale(play);

const state = {
  scale: evenScale,
  places: placesOf(play, evenScale),
  view: {from: 0, to: 1},
  rows: [],      // Nodes that have a lane, from top to bottom.
  rowOf: [],     // The row of each node; -1 where it has none.
  rowHeight: 0,  // 0: as high as fits.
  scroll: 0,     // Pixels of lanes above the window.
  families: new Set(families.filter((family) => family.on).map((family) => family.id)),
  nodes: new Set(),  // Those to be shown; empty: all.
  words: '',
  shown: new Uint32Array(0),
  earliest: new Float64Array(0),
  selected: -1,
  hovered: -1,
  tableAt: 0,
  asTable: false,
};

/** Shown events are looked through in blocks, each with the earliest moment that one of them was sent. */
const kBlock = 128;

function passesNodes(i) {
  return state.nodes.size === 0 || state.nodes.has(play.node[i]) || state.nodes.has(play.from[i]);
}

/** For each text of the play, whether it has the words that are looked for, or a part of one. */
function textsWith(words) {
  return play.texts.map((text) => {
    if (text.shown.toLowerCase().includes(words)) return true;
    return (text.words || []).some((each) => each.label.toLowerCase().includes(words));
  });
}

function wordFilter() {
  const words = state.words.trim().toLowerCase();
  if (words === '') return () => true;
  const texts = textsWith(words);
  const names = play.nodes.map((node) => node.name.toLowerCase().includes(words));
  const kinds = new Map(Object.entries(kindWords).map(([kind, said]) => [kind, said.includes(words)]));
  const isTime = /^\d+\.\d/.test(words);
  return (i) => texts[play.text[i]] || names[play.node[i]] || names[play.from[i]] ||
      kinds.get(play.kind[i]) || isTime && timeWords(play.at[i]).startsWith(words);
}

/** Looks through all events once: which pass, and which nodes they touch. */
function applyFilters() {
  const passesFamily = families.map((family) => state.families.has(family.id));
  const passesWords = wordFilter();
  const touched = new Uint8Array(play.nodes.length);
  const shown = new Uint32Array(play.count);
  let count = 0;
  for (let i = 0; i < play.count; ++i) {
    if (!passesFamily[play.family[i]] || !passesNodes(i) || !passesWords(i)) continue;
    shown[count++] = i;
    if (play.kind[i] === 'step') continue;
    touched[play.node[i]] = 1;
    touched[play.from[i]] = 1;
  }
  state.shown = shown.slice(0, count);
  chooseRows(touched);
  indexBlocks();
  state.tableAt = Math.min(state.tableAt, Math.max(0, count - 1));
  requestFrame();
}

/** All nodes, or the chosen ones and those whom they have to do with. */
function chooseRows(touched) {
  const wanted = (node) => state.nodes.size === 0 || state.nodes.has(node) || touched[node] === 1;
  state.rows = play.nodes.map((_, node) => node).filter(wanted);
  state.rowOf = new Int32Array(play.nodes.length).fill(-1);
  state.rows.forEach((node, row) => state.rowOf[node] = row);
}

function indexBlocks() {
  const {shown, places} = state;
  state.earliest = new Float64Array(Math.ceil(shown.length / kBlock));
  for (let block = 0; block < state.earliest.length; ++block) {
    let earliest = Infinity;
    const end = Math.min(shown.length, (block + 1) * kBlock);
    for (let k = block * kBlock; k < end; ++k) earliest = Math.min(earliest, places.sent[shown[k]]);
    state.earliest[block] = earliest;
  }
}

/** Calls with each shown event of which a part lies in the range, in order. */
function eachWithin(from, to, act) {
  const {shown, places, earliest} = state;
  let k = lowerBound(shown.length, (position) => places.at[shown[position]] < from);
  while (k < shown.length) {
    const block = Math.floor(k / kBlock);
    const end = Math.min(shown.length, (block + 1) * kBlock);
    if (earliest[block] <= to) {
      for (; k < end; ++k) {
        if (places.sent[shown[k]] <= to) act(shown[k]);
      }
    }
    k = end;
  }
}

/** The position of an event among the shown ones, or where it would stand. */
function positionOf(event) {
  return lowerBound(state.shown.length, (k) => state.shown[k] < event);
}

function setScale(scale) {
  const from = state.scale.timeOf(state.view.from);
  const to = state.scale.timeOf(state.view.to);
  state.scale = scale;
  state.places = placesOf(play, scale);
  indexBlocks();
  setView(scale.unitOf(from), scale.unitOf(to));
}

/** Shows a range of units, kept within what there is. */
function setView(from, to) {
  const margin = 0.02 * state.scale.length;
  const whole = state.scale.length + 2 * margin;
  const width = Math.min(whole, Math.max(state.scale.shortest, to - from));
  const centre = (from + to) / 2;
  const begin = Math.min(Math.max(-margin, centre - width / 2), state.scale.length + margin - width);
  state.view = {from: begin, to: begin + width};
  requestFrame();
}

function fitAll() {
  state.rowHeight = 0;
  state.scroll = 0;
  setView(0, 2 * state.scale.length);
}
