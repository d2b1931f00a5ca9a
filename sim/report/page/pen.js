// Drawing on a canvas, with the page's colours and a count of what was drawn.

const themeNames = [
  'paper',      'raised', 'ink',    'quiet',  'line',    'lane',   'request',
  'answer',     'chat',   'lost',   'screen', 'fault',   'step',   'connection',
  'keep-alive', 'inner',  'paused', 'cut',    'started', 'accent', 'failure'
];

/** The colours that the style sheet has now, light or dark. */
function themeOf(element) {
  const style = getComputedStyle(element);
  const theme = {};
  for (const name of themeNames) theme[name] = style.getPropertyValue('--' + name).trim();
  return theme;
}

const fonts = {
  label: '11px ui-sans-serif, system-ui, "DejaVu Sans", sans-serif',
  bold: '600 11px ui-sans-serif, system-ui, "DejaVu Sans", sans-serif',
  name: '600 12px ui-sans-serif, system-ui, "DejaVu Sans", sans-serif',
  small: '10px ui-sans-serif, system-ui, "DejaVu Sans", sans-serif',
  mono: '10px ui-monospace, "DejaVu Sans Mono", monospace',
};

/** Widths of texts, measured once each. */
const widths = new Map();
const kMostWidths = 20000;

class Pen {
  constructor(context, theme) {
    this.context = context;
    this.theme = theme;
    this.calls = 0;
    this.patterns = new Map();
  }

  fill(x, y, width, height, colour, alpha = 1) {
    ++this.calls;
    this.context.globalAlpha = alpha;
    this.context.fillStyle = colour;
    this.context.fillRect(x, y, width, height);
    this.context.globalAlpha = 1;
  }

  line(x0, y0, x1, y1, colour, {width = 1, dash = [], alpha = 1} = {}) {
    ++this.calls;
    const {context} = this;
    context.globalAlpha = alpha;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash(dash);
    context.beginPath();
    context.moveTo(x0, y0);
    context.lineTo(x1, y1);
    context.stroke();
    context.globalAlpha = 1;
  }

  shape(points, colour, alpha = 1) {
    ++this.calls;
    const {context} = this;
    context.globalAlpha = alpha;
    context.fillStyle = colour;
    context.beginPath();
    context.moveTo(points[0], points[1]);
    for (let i = 2; i < points.length; i += 2) context.lineTo(points[i], points[i + 1]);
    context.closePath();
    context.fill();
    context.globalAlpha = 1;
  }

  circle(x, y, radius, colour, hollow = false) {
    ++this.calls;
    const {context} = this;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.setLineDash([]);
    context.lineWidth = 1.5;
    context.fillStyle = hollow ? this.theme.paper : colour;
    context.strokeStyle = colour;
    context.fill();
    if (hollow) context.stroke();
  }

  cross(x, y, size, colour, width = 2) {
    this.line(x - size, y - size, x + size, y + size, colour, {width});
    this.line(x - size, y + size, x + size, y - size, colour, {width});
  }

  text(words, x, y, colour, font = fonts.label, align = 'left') {
    ++this.calls;
    const {context} = this;
    context.font = font;
    context.textAlign = align;
    context.textBaseline = 'middle';
    context.fillStyle = colour;
    context.fillText(words, x, y);
  }

  widthOf(words, font) {
    const key = font + words;
    let width = widths.get(key);
    if (width === undefined) {
      if (widths.size > kMostWidths) widths.clear();
      this.context.font = font;
      width = this.context.measureText(words).width;
      widths.set(key, width);
    }
    return width;
  }

  /** The words, cut where they would be wider. */
  fitted(words, most, font) {
    if (this.widthOf(words, font) <= most) return words;
    let size = lowerBound(words.length, (n) => this.widthOf(words.slice(0, n + 1) + '…', font) <= most);
    if (size > 0 && /[\ud800-\udbff]/.test(words[size - 1])) --size;
    return size === 0 ? '' : words.slice(0, size) + '…';
  }

  /** Diagonal lines over a rectangle: what is cut or stands still. */
  hatch(x, y, width, height, colour, alpha) {
    ++this.calls;
    if (!this.patterns.has(colour))
      this.patterns.set(colour, this.context.createPattern(stripes(colour), 'repeat'));
    this.context.globalAlpha = alpha;
    this.context.fillStyle = this.patterns.get(colour);
    this.context.fillRect(x, y, width, height);
    this.context.globalAlpha = 1;
  }
}

function stripes(colour) {
  const tile = document.createElement('canvas');
  tile.width = tile.height = 8;
  const context = tile.getContext('2d');
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  for (const shift of [-8, 0, 8]) {
    context.beginPath();
    context.moveTo(shift, 8);
    context.lineTo(shift + 8, 0);
    context.stroke();
  }
  return tile;
}

/** Where labels stand already, in a grid of cells, so that no two overlap. */
class Room {
  constructor() {
    this.cells = new Map();
  }

  /** Takes the rectangle if all of it is free. */
  take(x, y, width, height) {
    const keys = [];
    for (let column = Math.floor(x / 16); column <= Math.floor((x + width) / 16); ++column) {
      for (let row = Math.floor(y / 6); row <= Math.floor((y + height) / 6); ++row) {
        const key = column * 65536 + row;
        if (this.cells.has(key)) return false;
        keys.push(key);
      }
    }
    for (const key of keys) this.cells.set(key, true);
    return true;
  }
}
