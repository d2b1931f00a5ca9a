// Everything can be done from the keyboard.

const keys = [
  {keys: ['ArrowLeft', 'ArrowRight'], shown: '← →', words: 'the event before, the next one'},
  {keys: ['ArrowUp', 'ArrowDown'], shown: '↑ ↓', words: 'the nearest event on the lane above, below'},
  {keys: [], shown: 'Shift ← →', words: 'earlier, later'},
  {keys: [], shown: 'Shift ↑ ↓', words: 'lanes up, down'},
  {keys: ['Home', 'End'], shown: 'Home End', words: 'the first event, the last one'},
  {keys: ['Enter'], shown: 'Enter', words: 'to the details of the event'},
  {keys: ['+', '-'], shown: '+ -', words: 'zoom in, out'},
  {keys: ['0'], shown: '0', words: 'show everything'},
  {keys: ['[', ']'], shown: '[ ]', words: 'lower, higher lanes'},
  {keys: ['g'], shown: 'g', words: 'go to the failure'},
  {keys: ['/'], shown: '/', words: 'filter by text'},
  {keys: ['k'], shown: 'k', words: 'keep-alives: show, hide'},
  {keys: ['n'], shown: 'n', words: 'choose nodes'},
  {keys: ['o'], shown: 'o', words: 'only the node of the event, or all again'},
  {keys: ['l'], shown: 'l', words: 'time evenly spread, or true'},
  {keys: ['s'], shown: 's', words: 'whose screen is shown'},
  {keys: ['t'], shown: 't', words: 'picture, or table'},
  {keys: ['Escape'], shown: 'Esc', words: 'back: select nothing, then drop the filters'},
  {keys: ['?'], shown: '?', words: 'these keys'},
];

function buildHelp() {
  for (const {shown, words} of keys) {
    const marks =
        shown.split(' ').flatMap((key, i) => i === 0 ? [make('kbd', {}, key)] : [' ', make('kbd', {}, key)]);
    elements.keys.append(make('dt', {}, ...marks), make('dd', {}, words));
  }
}

/** What a key does wherever the focus is, but in a text field. */
const anywhere = {
  '/': () => elements.search.focus(),
  '?': () => elements['help-sheet'].showModal(),
  'g': goToFailure,
  'k': () => setFamily('keep-alive', !state.families.has('keep-alive')),
  'l': toggleScale,
  't': () => setTable(!state.asTable),
  'n': openNodes,
  'o': toggleOnly,
  's': () => elements['screen-of'].focus(),
  '0': fitAll,
  '+': () => zoom(1.5),
  '=': () => zoom(1.5),
  '-': () => zoom(1 / 1.5),
  '[': () => changeRows(1 / 1.25),
  ']': () => changeRows(1.25),
  'Escape': goBack,
};

/** What a key does on the picture. */
const onPicture = {
  'ArrowLeft': () => selectNext(-1),
  'ArrowRight': () => selectNext(1),
  'ArrowUp': () => selectOnLane(-1),
  'ArrowDown': () => selectOnLane(1),
  'Home': () => state.shown.length > 0 && select(state.shown[0]),
  'End': () => state.shown.length > 0 && select(state.shown[state.shown.length - 1]),
  'Enter': () => elements.details.focus(),
};

const onPictureShifted = {
  'ArrowLeft': () => pan(-0.25),
  'ArrowRight': () => pan(0.25),
  'ArrowUp': () => scrollRows(-3),
  'ArrowDown': () => scrollRows(3),
};

function scrollRows(rows) {
  state.scroll += rows * layoutOf(plotSurface()).rowHeight;
  requestFrame();
}

function changeRows(factor) {
  const {rowHeight} = layoutOf(plotSurface());
  state.rowHeight = Math.min(kHighestRow * 2, Math.max(kLowestRow, rowHeight * factor));
  requestFrame();
}

function openNodes() {
  elements['nodes-menu'].open = true;
  elements['nodes-all'].focus();
}

function toggleOnly() {
  if (state.nodes.size > 0 || state.selected < 0) return showAllNodes();
  setNode(play.node[state.selected], true);
}

function goBack() {
  if (elements['nodes-menu'].open) {
    elements['nodes-menu'].open = false;
    elements['nodes-summary'].focus();
  } else if (document.activeElement !== elements.stage && !state.asTable) {
    elements.stage.focus();
  } else if (state.selected >= 0) {
    select(-1);
  } else if (state.words !== '' || state.nodes.size > 0) {
    elements.search.value = state.words = '';
    showAllNodes();
  } else if (state.asTable) {
    setTable(false);
    elements.stage.focus();
  }
}

function isTextField(element) {
  return element.tagName === 'INPUT' && element.type === 'search';
}

function onKey(press) {
  if (press.ctrlKey || press.metaKey || press.altKey || elements['help-sheet'].open) return;
  if (isTextField(press.target)) {
    if (press.key === 'Escape' || press.key === 'Enter') {
      press.preventDefault();
      elements.stage.focus();
    }
    return;
  }
  const isList = press.target.tagName === 'SELECT';
  const tables = [];
  if (press.target === elements.stage || press.target === document.body)
    tables.push(press.shiftKey ? onPictureShifted : onPicture);
  if (press.target === elements['overview-frame']) tables.push(onPictureShifted);
  if (!isList || press.key === 'Escape') tables.push(anywhere);
  const act = tables.map((table) => table[press.key]).find((found) => found !== undefined);
  if (act === undefined) return;
  press.preventDefault();
  act();
}
