// The mouse, and fingers.

/** How near a click has to be, in pixels. */
const kReach = 7;

function distanceTo(item, x, y) {
  const dx = item.x1 - item.x0;
  const dy = item.y1 - item.y0;
  const square = dx * dx + dy * dy;
  const share = square === 0 || !item.arrow ?
      1 :
      Math.min(1, Math.max(0, ((x - item.x0) * dx + (y - item.y0) * dy) / square));
  return Math.hypot(item.x0 + share * dx - x, item.y0 + share * dy - y);
}

/** The event drawn at a place; of several the one drawn last. -1 where there is none. */
function eventAt(x, y) {
  let best = -1;
  let nearest = kReach;
  for (const item of lastFrame.drawn) {
    const distance = distanceTo(item, x, y);
    if (distance > nearest) continue;
    nearest = distance;
    best = item.event;
  }
  return best >= 0 || y > kStepsHeight ? best : stepAt(x);
}

/** The step that stands above a place: the last that had begun. */
function stepAt(x) {
  const layout = layoutOf(plotSurface());
  const next =
      lowerBound(play.steps.length, (k) => layout.xOf(state.scale.unitOf(play.steps[k].at)) <= x + 2);
  return next > 0 && x > kGutter ? play.steps[next - 1].event : -1;
}

function placeIn(element, pointer) {
  const box = element.getBoundingClientRect();
  return {x: pointer.clientX - box.left, y: pointer.clientY - box.top};
}

function showTip(event, x, y) {
  const {tip} = elements;
  tip.hidden = event < 0;
  if (event < 0) return;
  tip.replaceChildren(
      make('b', {}, labelOf(event).slice(0, 120)), make('br'),
      `${partiesOf(event)}, ${timeWords(play.at[event])}`);
  const box = elements.stage.getBoundingClientRect();
  tip.style.left = Math.max(0, Math.min(x + 14, box.width - tip.offsetWidth - 4)) + 'px';
  tip.style.top = Math.max(0, Math.min(y + 16, box.height - tip.offsetHeight - 4)) + 'px';
}

/** Drags move the window, clicks select; a drag of less than this is a click. */
const kClick = 4;

function followPointer() {
  const {stage} = elements;
  let drag = null;
  stage.addEventListener('pointerdown', (pointer) => {
    drag = {...placeIn(stage, pointer), view: state.view, scroll: state.scroll, moved: false};
    stage.setPointerCapture(pointer.pointerId);
  });
  stage.addEventListener('pointermove', (pointer) => {
    const {x, y} = placeIn(stage, pointer);
    if (drag === null) return hover(x, y);
    drag.moved = drag.moved || Math.hypot(x - drag.x, y - drag.y) > kClick;
    if (drag.moved) dragTo(drag, x, y);
  });
  stage.addEventListener('pointerup', (pointer) => {
    const {x, y} = placeIn(stage, pointer);
    if (drag !== null && !drag.moved) click(x, y);
    drag = null;
  });
  stage.addEventListener('pointercancel', () => drag = null);
  stage.addEventListener('pointerleave', () => hover(-1, -1));
  stage.addEventListener('wheel', onWheel, {passive: false});
  stage.addEventListener(
      'dblclick', (pointer) => zoom(3, layoutOf(plotSurface()).unitAt(placeIn(stage, pointer).x)));
}

function dragTo(drag, x, y) {
  const {plotWidth} = layoutOf(plotSurface());
  const shift = (drag.x - x) / plotWidth * (drag.view.to - drag.view.from);
  state.scroll = drag.scroll + drag.y - y;
  setView(drag.view.from + shift, drag.view.to + shift);
  showTip(-1);
}

function hover(x, y) {
  const event = x < 0 ? -1 : eventAt(x, y);
  showTip(event, x, y);
  if (event === state.hovered) return;
  state.hovered = event;
  elements.stage.classList.toggle('on-event', event >= 0);
  requestFrame();
}

function click(x, y) {
  if (x < kGutter) {
    const row = layoutOf(plotSurface()).rowAt(y);
    if (y > kTop && row < state.rows.length) setNode(state.rows[row], !state.nodes.has(state.rows[row]));
    return;
  }
  select(eventAt(x, y));
}

/** The wheel zooms at the pointer; with shift it pans, over the names it scrolls. */
function onWheel(wheel) {
  wheel.preventDefault();
  const {x} = placeIn(elements.stage, wheel);
  const sideways = wheel.shiftKey ? wheel.deltaY : wheel.deltaX;
  if (Math.abs(sideways) > Math.abs(wheel.shiftKey ? 0 : wheel.deltaY)) return pan(sideways / 800);
  if (x < kGutter || wheel.altKey) {
    state.scroll += wheel.deltaY;
    return requestFrame();
  }
  zoom(Math.pow(1.0015, -wheel.deltaY), layoutOf(plotSurface()).unitAt(x));
}

/** The strip below: where it is pressed, the window goes. */
function followOverview() {
  const strip = elements['overview-frame'];
  const moveTo = (pointer) => {
    const {x} = placeIn(strip, pointer);
    const unit = (x - kGutter) / (strip.getBoundingClientRect().width - kGutter - 8) * state.scale.length;
    const half = (state.view.to - state.view.from) / 2;
    setView(unit - half, unit + half);
  };
  strip.addEventListener('pointerdown', (pointer) => {
    strip.setPointerCapture(pointer.pointerId);
    moveTo(pointer);
  });
  strip.addEventListener('pointermove', (pointer) => {
    if (strip.hasPointerCapture(pointer.pointerId)) moveTo(pointer);
  });
}
