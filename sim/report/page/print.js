// On paper: the whole play, in as many strips as it takes to be read, in the colours of the light theme.

const kPaperWidth = 1040;
/** What a page holds below the heading. */
const kPaperHeight = 600;
const kPaperRatio = 2.5;
const kMostStrips = 6;
const kEventsPerStrip = 90;
const kReadableRow = 44;

/** How many strips there are, and how many of them one page holds. */
function stripsOnPaper() {
  const drawn = state.shown.reduce((count, event) => count + (play.kind[event] === 'step' ? 0 : 1), 0);
  const parts = Math.max(1, Math.min(kMostStrips, Math.ceil(drawn / kEventsPerStrip)));
  const fitting = Math.floor(kPaperHeight / (kTop + kReadableRow * state.rows.length));
  return {parts, perPage: Math.max(1, Math.min(parts, fitting))};
}

function paperTheme() {
  document.documentElement.classList.add('on-paper');
  const light = themeOf(document.documentElement);
  document.documentElement.classList.remove('on-paper');
  return light;
}

function stripOf(part, {parts, perPage}, light) {
  const canvas = document.createElement('canvas');
  const free = kPaperHeight / perPage - kTop - 16;
  const rowHeight = Math.max(0.5, Math.min(60, free / Math.max(1, state.rows.length)));
  const height = kTop + rowHeight * state.rows.length + 4;
  const length = state.scale.length;
  const margin = 0.005 * length;
  const view = {from: part / parts * length - margin, to: (part + 1) / parts * length + margin};
  paintPicture(
      surfaceOn(canvas, {width: kPaperWidth, height, rowHeight, view, theme: light, ratio: kPaperRatio}));
  return printable(canvas);
}

/** As a plain bitmap: Chromium prints the strokes of a canvas that no screen has shown at another size. */
function printable(canvas) {
  const flat = new OffscreenCanvas(canvas.width, canvas.height);
  flat.getContext('2d').drawImage(canvas, 0, 0);
  const shown = make('canvas', {width: canvas.width, height: canvas.height, style: canvas.style.cssText});
  shown.getContext('bitmaprenderer').transferFromImageBitmap(flat.transferToImageBitmap());
  return shown;
}

function preparePaper() {
  const light = paperTheme();
  const plan = stripsOnPaper();
  const strips = Array.from({length: plan.parts}, (_, part) => stripOf(part, plan, light));
  elements.print.replaceChildren(...strips, legend(), ...screensOnPaper());
}

function legend() {
  const shown = families.filter((family) => state.families.has(family.id) && family.id !== 'step');
  const marks = shown.map((family) => make('span', {style: `--tone: var(--${family.id})`}, family.name));
  return make('p', {class: 'legend'}, ...marks);
}

/** Screens of those whom the failure speaks of. */
function screensOnPaper() {
  if (!play.failure) return [];
  const people = nodesOfFailure().filter((node) => play.printed[node].length > 0).slice(0, 3);
  return people.map((node) => {
    const lines = screenAt(node, play.failure.at).map((event) => asOnScreen(textOf(event)));
    return make(
        'figure', {}, make('figcaption', {}, `${nameOf(node)}'s screen`), make('pre', {}, lines.join('\n')));
  });
}
