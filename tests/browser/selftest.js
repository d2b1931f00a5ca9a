// Drives a page of the timeline as a person would, and writes what came of it into the page: the browser
// test puts this behind the page's own script and reads the page back. Each check is a line in #selftest.

(() => {
  'use strict';
  const {play, state, lastFrame, drawNow, setView, fitAll, screenAt, labelOf, preparePaper} =
      window.parleyTimeline;
  const lines = [];
  const find = (id) => document.getElementById(id);

  function check(name, holds, got = '') {
    lines.push(`${holds ? 'PASS' : 'FAIL'} ${name}${holds || got === '' ? '' : ': ' + got}`);
  }

  function same(name, got, wanted) {
    check(name, got === wanted, `${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);
  }

  function press(key, more = {}) {
    const target = document.activeElement || document.body;
    target.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true, ...more}));
  }

  function type(words) {
    const search = find('search');
    search.value = words;
    search.dispatchEvent(new Event('input', {bubbles: true}));
  }

  function point(kind, x, y) {
    const stage = find('stage');
    const box = stage.getBoundingClientRect();
    // A pointer that was never pressed cannot be captured: the page does not need it to be.
    stage.setPointerCapture = () => {};
    stage.dispatchEvent(new PointerEvent(kind, {clientX: box.left + x, clientY: box.top + y, bubbles: true}));
  }

  function startOver() {
    if (state.asTable) find('as-table').click();
    type('');
    find('nodes-all').click();
    find('nodes-menu').open = false;
    find('stage').focus();
    while (state.selected >= 0) press('Escape');
    fitAll();
    drawNow();
  }

  const width = () => state.view.to - state.view.from;
  const kinds = () => new Set(Array.from(state.shown, (event) => play.kind[event]));

  function testPage() {
    check('the page has a title', document.title.length > 0 && document.title !== 'broken', document.title);
    check('something is drawn', lastFrame.drawn.length > 0 && lastFrame.frames > 0);
    check(
        'nothing is wider than the page', document.documentElement.scrollWidth <= window.innerWidth,
        `${document.documentElement.scrollWidth} of ${window.innerWidth}`);
    const canvas = find('plot');
    const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    const colours = new Set();
    for (let i = 0; i < pixels.length; i += 4 * 97)
      colours.add(pixels[i] * 65536 + pixels[i + 1] * 256 + pixels[i + 2]);
    check('the picture has colours', colours.size > 3, String(colours.size));
    check(
        'every control has a name',
        Array.from(document.querySelectorAll('button, input, select')).every(hasName));
  }

  function hasName(element) {
    const label = element.labels && element.labels.length > 0 ? element.labels[0].textContent : '';
    return (element.getAttribute('aria-label') || element.textContent || label).trim() !== '';
  }

  function testFilters() {
    const all = state.shown.length;
    check(
        'keep-alives are hidden at first',
        !state.families.has('keep-alive') && !state.shown.some(isKeepAlive));
    find('stage').focus();
    press('k');
    check('k shows keep-alives', state.shown.some(isKeepAlive));
    press('k');
    same('k hides them again', state.shown.length, all);
    const box = find('family-screen') || find('family-chat');
    box.click();
    check('a family is hidden', state.shown.length < all && !kinds().has('typed'));
    box.click();
    same('and shown again', state.shown.length, all);
    type('no such words anywhere');
    same('words that nobody said', state.shown.length, 0);
    drawNow();
    type(play.nodes[1].name);
    check('words filter', state.shown.length > 0 && state.shown.length < all, String(state.shown.length));
    type('');
    find('node-1').click();
    check(
        'a node filters',
        state.shown.length > 0 &&
            Array.from(state.shown).every((event) => play.node[event] === 1 || play.from[event] === 1));
    drawNow();
    find('nodes-all').click();
    same('all nodes again', state.shown.length, all);
  }

  function isKeepAlive(event) {
    return labelOf(event).startsWith('KEEP_ALIVE') && play.kind[event] === 'datagram';
  }

  function testKeyboard() {
    startOver();
    const stage = find('stage');
    stage.focus();
    same('the picture takes the focus', document.activeElement, stage);
    press('ArrowRight');
    const first = state.selected;
    check('right selects an event', first >= 0);
    press('ArrowRight');
    check('right goes on', state.selected > first);
    press('ArrowLeft');
    same('left goes back', state.selected, first);
    press('End');
    same('End is the last one', state.selected, state.shown[state.shown.length - 1]);
    press('Home');
    same('Home is the first one', state.selected, state.shown[0]);
    press('ArrowDown');
    check('down goes to another lane', play.node[state.selected] !== play.node[state.shown[0]]);
    check('what is selected is said', find('status').textContent.length > 0);
    press('Enter');
    same('Enter goes to the details', document.activeElement, find('details'));
    press('Escape');
    same('Esc comes back', document.activeElement, stage);
    press('Escape');
    same('Esc selects nothing', state.selected, -1);
    press('/');
    same('/ goes to the search', document.activeElement, find('search'));
    press('Escape');
    same('Esc leaves the search', document.activeElement, stage);
    press('?');
    check('? opens the help', find('help-sheet').open);
    find('help-sheet').close();
  }

  function testView() {
    startOver();
    const whole = width();
    press('+');
    check('+ zooms in', width() < whole);
    const from = state.view.from;
    press('ArrowRight', {shiftKey: true});
    check('shift and right pans', state.view.from > from);
    press('-');
    press('-');
    press('0');
    check('0 shows everything', Math.abs(width() - whole) < 1e-6);
    press('l');
    check('l makes time true', state.scale.constructor.name === 'TrueScale');
    drawNow();
    press('l');
    for (let i = 0; i < 60; ++i) press('+');
    check('zooming in has an end', width() >= state.scale.shortest - 1e-9);
    drawNow();
    press('0');
  }

  function testPointer() {
    startOver();
    const item = lastFrame.drawn.find((each) => each.arrow && each.x1 > 140 && each.y1 > 100);
    if (item === undefined) return check('there is an arrow', false);
    point('pointermove', item.x1, item.y1);
    check('the pointer finds an event', state.hovered >= 0);
    check('and a tip tells of it', !find('tip').hidden && find('tip').textContent.length > 0);
    point('pointerdown', item.x1, item.y1);
    point('pointerup', item.x1, item.y1);
    check('a click selects it', state.selected >= 0);
    check('the details tell of it', find('details').textContent.includes(labelOf(state.selected)));
    const before = state.view.from;
    setView(before, before + width() / 2);
    point('pointerdown', 500, 300);
    point('pointermove', 400, 300);
    point('pointerup', 400, 300);
    check('a drag moves the picture', state.view.from > before);
  }

  function testScreens() {
    const person = play.printed.findIndex((printed) => printed.length > 0);
    if (person < 0) return;
    const printed = play.printed[person];
    same(
        'nothing stands on a screen before its first line', screenAt(person, play.at[printed[0]] - 1).length,
        0);
    const end = screenAt(person, play.end);
    same('at the end the last line does', end[end.length - 1], printed[printed.length - 1]);
    check('a screen is shown', find('screen').textContent.trim().length > 0);
  }

  function testTable() {
    startOver();
    press('Home');
    press('t');
    const rows = find('rows');
    check('t shows a table', !find('table').hidden && rows.children.length > 0);
    same('of one page', rows.children.length, Math.min(100, state.shown.length));
    rows.querySelector('button').click();
    same('a row selects its event', state.selected, state.shown[0]);
    if (state.shown.length > 100) {
      find('later').click();
      check('there is a next page', find('table-range').textContent.startsWith('101 to'));
    }
    press('t');
    check('t shows the picture again', find('table').hidden);
  }

  function testFailure() {
    if (!play.failure) return;
    startOver();
    check('the failure is in words', find('failure').textContent.includes(play.failure.check));
    check('and in the details', find('details').textContent.includes(play.failure.what));
    press('g');
    const unit = state.scale.unitOf(play.failure.at);
    check('g goes there', unit > state.view.from && unit < state.view.to);
  }

  /** However many events there are and whatever part is shown, a frame is a bounded amount of work. */
  function testWork() {
    startOver();
    let most = 0;
    for (let zoomed = 0; zoomed < 14; ++zoomed) {
      for (const share of [0, 0.3, 0.6, 0.99]) {
        const length = state.scale.length / Math.pow(2, zoomed);
        setView(share * state.scale.length, share * state.scale.length + length);
        drawNow();
        most = Math.max(most, lastFrame.calls);
        if (lastFrame.drawn.length > 1500)
          check('few things are drawn', false, String(lastFrame.drawn.length));
      }
    }
    check(
        `a frame takes at most 8000 strokes (${most} of ${state.shown.length} events)`, most <= 8000,
        String(most));
  }

  function testPaper() {
    startOver();
    preparePaper();
    check('there is a picture for paper', find('print').querySelectorAll('canvas').length > 0);
  }

  /**
   * Of tapes: each line that somebody is shown came by one arrow from its writer, which left when he wrote
   * it.
   */
  function testRecorded() {
    if (play.seed !== undefined) return;
    startOver();
    same('it is recorded', find('verdict').textContent, 'recorded');
    check('and is not said to have a seed', !find('subtitle').textContent.includes('seed'));
    const names = new Map(play.nodes.map((node, number) => [node.name, number]));
    const events = Array.from({length: play.count}, (_, event) => event);
    const wordsOf = (event) => play.texts[play.text[event]].shown;
    let lines = 0;
    for (const shown of events.filter((event) => play.kind[event] === 'printed')) {
      const writer = wordsOf(shown).split(': ')[0];
      if (!wordsOf(shown).includes(': ') || !names.has(writer) ||
          writer === play.nodes[play.node[shown]].name)
        continue;
      ++lines;
      const arrows = events.filter(
          (event) => play.kind[event] === 'member' && play.node[event] === play.node[shown] &&
              play.at[event] === play.at[shown] && wordsOf(event) === wordsOf(shown));
      same(`one arrow brings ${wordsOf(shown)}`, arrows.length, 1);
      if (arrows.length !== 1) continue;
      same('it is its writer\'s', play.from[arrows[0]], names.get(writer));
      const typed = events.some(
          (event) => play.kind[event] === 'typed' && play.node[event] === names.get(writer) &&
              play.at[event] === play.sent[arrows[0]] && wordsOf(shown).endsWith(': ' + wordsOf(event)));
      check('which left when it was typed', typed, wordsOf(shown));
    }
    check('people talk', lines > 0);
    check('nothing arrives before it was sent', events.every((event) => play.sent[event] <= play.at[event]));
  }

  function run() {
    const tests = [
      testPage, testFilters, testKeyboard, testView, testPointer, testScreens, testTable, testFailure,
      testWork, testPaper, testRecorded
    ];
    for (const test of tests) {
      try {
        test();
      } catch (error) {
        check(test.name, false, `${error} ${error.stack}`);
      }
    }
    const all = document.createElement('pre');
    all.id = 'selftest';
    all.textContent =
        `${lines.join('\n')}\nEND ${lines.filter((line) => line.startsWith('FAIL')).length} failed\n`;
    document.body.append(all);
  }

  run();
})();
