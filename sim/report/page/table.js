// The same events as a table, a page at a time: for those who would rather read than look.

const kPage = 100;

function showTable() {
  const {shown} = state;
  const first = Math.floor(Math.min(state.tableAt, Math.max(0, shown.length - 1)) / kPage) * kPage;
  const events = Array.from(shown.slice(first, first + kPage));
  elements.rows.replaceChildren(...events.map(rowOfTable));
  elements.earlier.disabled = first === 0;
  elements.later.disabled = first + kPage >= shown.length;
  const range =
      shown.length === 0 ? 'no events' : `${first + 1} to ${first + events.length} of ${shown.length}`;
  elements['table-range'].textContent = range;
  const chosen = elements.rows.querySelector('[aria-current=true]');
  if (chosen) chosen.scrollIntoView({block: 'nearest'});
}

function rowOfTable(event) {
  const what = make(
      'td', {},
      make(
          'span', {class: 'badge', style: `--tone: var(--${families[play.family[event]].id})`},
          kindWords[play.kind[event]] || play.kind[event]));
  const from = travels(event) || play.kind[event] === 'network' ? nameOf(play.from[event]) : '';
  const at = play.kind[event] === 'step' ? '' : nameOf(play.node[event]);
  const button = make('button', {type: 'button', class: 'plain'}, labelOf(event) || ' ');
  button.addEventListener('click', () => select(event));
  const loss = lossOf(event);
  const row = make(
      'tr', {'aria-current': String(event === state.selected)},
      make('td', {class: 'time'}, timeWords(play.at[event])), make('td', {class: 'name'}, from),
      make('td', {class: 'name'}, at), what, make('td', {}, button, loss ? ` (${loss})` : ''));
  return row;
}

function turnPage(step) {
  state.tableAt = Math.min(Math.max(0, state.tableAt + step * kPage), Math.max(0, state.shown.length - 1));
  showTable();
}

function setTable(on) {
  state.asTable = on;
  elements['as-table'].setAttribute('aria-pressed', String(on));
  document.body.classList.toggle('as-table', on);
  elements.table.hidden = !on;
  if (on) showTable();
  requestFrame();
}
