// Where the page begins.

function listen() {
  const on = (id, kind, act) => elements[id].addEventListener(kind, act);
  on('zoom-in', 'click', () => zoom(1.5));
  on('zoom-out', 'click', () => zoom(1 / 1.5));
  on('fit', 'click', fitAll);
  on('scale', 'click', toggleScale);
  on('as-table', 'click', () => setTable(!state.asTable));
  on('help', 'click', () => elements['help-sheet'].showModal());
  on('failure', 'click', goToFailure);
  on('nodes-all', 'click', showAllNodes);
  on('earlier', 'click', () => turnPage(-1));
  on('later', 'click', () => turnPage(1));
  on('screen-of', 'change', () => showScreenOf(Number(elements['screen-of'].value)));
  on('search', 'input', () => {
    state.words = elements.search.value;
    filtersChanged();
  });
  document.addEventListener('keydown', onKey);
  document.addEventListener('pointerdown', (pointer) => {
    if (!elements['nodes-menu'].contains(pointer.target)) elements['nodes-menu'].open = false;
  });
  followPointer();
  followOverview();
  new ResizeObserver(drawNow).observe(elements.stage);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    theme = themeOf(document.documentElement);
    requestFrame();
  });
  window.addEventListener('beforeprint', preparePaper);
}

buildControls();
buildHelp();
listen();
applyFilters();
fitAll();
showDetails();
showScreen();
announce(
    play.failure ? `Failed: ${play.failure.check}. ${play.failure.what}` :
                   `${play.count} events${play.seed === undefined ? '' : ', nothing failed'}`);
drawNow();

// For tests that drive the page.
window.parleyTimeline = {
  play,
  state,
  lastFrame,
  drawNow,
  select,
  zoom,
  setView,
  fitAll,
  eventAt,
  screenAt,
  labelOf,
  preparePaper
};
