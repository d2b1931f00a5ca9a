// Moving about in the picture.

function zoom(factor, unit = (state.view.from + state.view.to) / 2) {
  const {from, to} = state.view;
  setView(unit - (unit - from) / factor, unit + (to - unit) / factor);
}

function pan(share) {
  const {from, to} = state.view;
  const step = share * (to - from);
  setView(from + step, to + step);
}

/** Lets the window slide until the event is well within it; zooms only where it would not fit. */
function reveal(event) {
  const {from, to} = state.view;
  const at = state.places.at[event];
  const sent = Math.max(state.places.sent[event], at - 0.8 * (to - from));
  const border = 0.06 * (to - from);
  if (sent < from + border)
    setView(sent - border, sent - border + (to - from));
  else if (at > to - border)
    setView(at + border - (to - from), at + border);
  revealRow(state.rowOf[play.node[event]]);
}

function revealRow(row) {
  if (row < 0) return;
  const {rowHeight, plotHeight} = layoutOf(plotSurface());
  const top = row * rowHeight;
  state.scroll = Math.max(Math.min(state.scroll, top), top + rowHeight - plotHeight);
}

function select(event) {
  state.selected = event;
  if (event >= 0) {
    reveal(event);
    state.tableAt = positionOf(event);
    announce(sentenceOf(event));
  }
  showDetails();
  showScreen();
  if (state.asTable) showTable();
  requestFrame();
}

/** The next shown event, or the one before; from the window's left edge where none is selected. */
function selectNext(step) {
  const {shown} = state;
  if (shown.length === 0) return;
  let position;
  if (state.selected < 0) {
    position = lowerBound(shown.length, (k) => state.places.at[shown[k]] < state.view.from);
  } else {
    position = positionOf(state.selected);
    const stands = shown[position] === state.selected;
    position += step > 0 ? (stands ? step : 0) : step;
  }
  select(shown[Math.min(Math.max(0, position), shown.length - 1)]);
}

/** The event nearest in time on the lane above or below. */
function selectOnLane(step) {
  if (state.selected < 0) return selectNext(1);
  const here = Math.max(0, state.rowOf[play.node[state.selected]]);
  for (let row = here + step; row >= 0 && row < state.rows.length; row += step) {
    const event = nearestOn(state.rows[row], play.at[state.selected]);
    if (event >= 0) return select(event);
  }
}

/** The shown event at a node that is nearest to a moment; -1 where it has none. */
function nearestOn(node, time) {
  const {shown} = state;
  const middle = lowerBound(shown.length, (k) => play.at[shown[k]] < time);
  const isHere = (k) =>
      k >= 0 && k < shown.length && play.node[shown[k]] === node && play.kind[shown[k]] !== 'step';
  for (let distance = 0; distance <= shown.length; ++distance) {
    if (isHere(middle + distance)) return shown[middle + distance];
    if (isHere(middle - 1 - distance)) return shown[middle - 1 - distance];
  }
  return -1;
}

/** The moment of the failure in the middle, and what happened last before it. */
function goToFailure() {
  if (!play.failure) return;
  const unit = state.scale.unitOf(play.failure.at);
  const width = Math.min(state.view.to - state.view.from, 60);
  setView(unit - 0.75 * width, unit + 0.25 * width);
  state.selected = -1;
  showDetails();
  showScreen();
  announce(`Failed: ${play.failure.check}. ${play.failure.what}`);
}

/** The moment that the screens and the status tell of. */
function momentShown() {
  if (state.selected >= 0) return play.at[state.selected];
  return play.failure ? play.failure.at : play.end;
}
