// The row of controls, and what they say about the view.

function buildControls() {
  elements.title.textContent = play.title || play.file;
  const seed = play.seed === undefined ? [] : [`seed ${play.seed}`];
  elements.subtitle.textContent = [
    play.file, ...seed, timeWords(play.end, 1e6), `${play.count.toLocaleString('en')} events`
  ].join('  ·  ');
  elements.verdict.textContent = play.failure ? 'failed' : (play.seed === undefined ? 'recorded' : 'passed');
  elements.verdict.classList.toggle('bad', Boolean(play.failure));
  if (play.failure) {
    elements.failure.hidden = false;
    elements['failure-check'].textContent = play.failure.check;
    elements['failure-what'].textContent = `${play.failure.what} (${timeWords(play.failure.at)})`;
  }
  buildFamilies();
  buildNodes();
  buildScreens();
}

function countOf(family) {
  const number = familyNumbers.get(family.id);
  return play.family.reduce((count, each) => count + (each === number ? 1 : 0), 0);
}

function buildFamilies() {
  for (const family of families) {
    const count = countOf(family);
    if (count === 0) continue;
    const box = make('input', {type: 'checkbox', id: 'family-' + family.id});
    box.checked = family.on;
    box.addEventListener('change', () => setFamily(family.id, box.checked));
    const label = make(
        'label', {class: 'chip', style: `--tone: var(--${family.id})`, title: family.hint}, box,
        make('span', {}, family.name), make('span', {class: 'count'}, count.toLocaleString('en')));
    elements.families.append(label);
  }
}

function setFamily(id, on) {
  if (on)
    state.families.add(id);
  else
    state.families.delete(id);
  const box = document.getElementById('family-' + id);
  if (box) box.checked = on;
  filtersChanged();
}

function buildNodes() {
  play.nodes.forEach((node, number) => {
    const box = make('input', {type: 'checkbox', id: 'node-' + number});
    box.addEventListener('change', () => setNode(number, box.checked));
    elements.nodes.append(make('label', {}, box, ' ' + node.name));
  });
}

function setNode(node, on) {
  if (on)
    state.nodes.add(node);
  else
    state.nodes.delete(node);
  const box = document.getElementById('node-' + node);
  if (box) box.checked = on;
  nodesChanged();
}

function showAllNodes() {
  for (const node of Array.from(state.nodes)) document.getElementById('node-' + node).checked = false;
  state.nodes.clear();
  nodesChanged();
}

function nodesChanged() {
  const chosen = Array.from(state.nodes);
  elements['nodes-summary'].textContent = chosen.length === 0 ? 'All nodes' : 'Nodes: ' + namesOf(chosen);
  filtersChanged();
}

function filtersChanged() {
  applyFilters();
  if (state.asTable) showTable();
  announce(`${state.shown.length.toLocaleString('en')} of ${play.count.toLocaleString('en')} events shown`);
}

/** Those who have a screen: people. */
function buildScreens() {
  play.nodes.forEach((node, number) => {
    if (play.printed[number].length === 0) return;
    elements['screen-of'].append(make('option', {value: String(number)}, node.name));
  });
  const concerned = play.failure ? nodesOfFailure().find((node) => play.printed[node].length > 0) : undefined;
  if (concerned !== undefined) elements['screen-of'].value = String(concerned);
  if (elements['screen-of'].options.length === 0) document.getElementById('screens').hidden = true;
}

/** What the slider of the strip says of the part that is shown. */
function tellView() {
  const {from, to} = state.view;
  const share = (unit) => Math.round(Math.max(0, Math.min(1, unit / state.scale.length)) * 100);
  const strip = elements['overview-frame'];
  strip.setAttribute('aria-valuenow', String(share(from)));
  const timeAt = (unit) =>
      timeWords(state.scale.timeOf(Math.max(0, Math.min(unit, state.scale.length))), 1e6);
  strip.setAttribute('aria-valuetext', `${timeAt(from)} to ${timeAt(to)}`);
}

function toggleScale() {
  const isTrue = state.scale === evenScale;
  elements.scale.setAttribute('aria-pressed', String(isTrue));
  setScale(isTrue ? trueScale : evenScale);
}
