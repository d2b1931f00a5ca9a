// The panel at the right: the selected event in words, and somebody's screen at that moment.

/** An element with attributes and children; strings become text and never markup. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function announce(words) {
  elements.status.textContent = words;
}

function showDetails() {
  const event = state.selected;
  if (event >= 0) return elements.details.replaceChildren(...detailsOf(event));
  elements.details.replaceChildren(...(play.failure ? detailsOfFailure() : detailsOfPlay()));
}

function listOf(pairs) {
  const list = make('dl');
  for (const [name, value] of pairs) list.append(make('dt', {}, name), make('dd', {}, value));
  return list;
}

function detailsOf(event) {
  const family = families[play.family[event]];
  const badge = make('span', {class: 'badge', style: `--tone: var(--${family.id})`}, badgeOf(event));
  const parts =
      [make('p', {class: 'row'}, badge, make('span', {class: 'quiet'}, timeWords(play.at[event], 1e3)))];
  parts.push(make('h2', {}, labelOf(event) || 'an empty line'));
  parts.push(make('p', {}, journeyOf(event)));
  const text = textOf(event);
  for (const words of text.words || []) {
    if (words.fields.length > 0) parts.push(listOf(words.fields));
  }
  if (text.size > 0 && (play.isMessage[event] || play.kind[event] === 'printed'))
    parts.push(...bytesOf(text));
  return parts;
}

function badgeOf(event) {
  const words = textOf(event).words || [];
  const sort = words.length > 0 && words[0].sort !== 'bytes' ? words[0].sort : '';
  const kind = kindWords[play.kind[event]] || play.kind[event];
  return sort === '' ? kind : `${sort}, ${kind}`;
}

/** From where to where, and how long it took. */
function journeyOf(event) {
  const place = play.isMessage[event] && (play.channel[event] !== 0) ? `, ${channelOf(event)}` : '';
  if (!travels(event)) return partiesOf(event) + place;
  const loss = lossOf(event);
  const flight = play.at[event] - play.sent[event];
  const lost = play.family[event] === familyNumbers.get('lost');
  const left = flight > 0 ? `left at ${timeWords(play.sent[event])}, ${lengthWords(flight)} under way` : '';
  const end = lost ? `never arrived${loss ? ': ' + loss : ''}` : '';
  return [partiesOf(event) + place, left, end].filter((part) => part !== '').join('; ');
}

function channelOf(event) {
  const isDatagram = play.kind[event].startsWith('datagram') || play.kind[event].startsWith('member');
  return isDatagram ? `port ${play.channel[event]}` : `connection ${play.channel[event]}`;
}

const kBytesShown = 2048;

function bytesOf(text) {
  const digits = hexOf(text);
  const cut = text.size > digits.length / 2 ? `, the first ${digits.length / 2} kept` : '';
  const title = `${text.size} ${text.size === 1 ? 'byte' : 'bytes'}${cut}`;
  return [
    make('h3', {}, title),
    make('pre', {class: 'bytes'}, text.shown.slice(0, kBytesShown)),
    make(
        'details', {}, make('summary', {}, 'In hex'),
        make('pre', {class: 'bytes hex', tabindex: '0'}, hexDump(digits.slice(0, 2 * kBytesShown)))),
  ];
}

function detailsOfFailure() {
  const {at, check, what, details} = play.failure;
  const parts = [
    make(
        'p', {class: 'row'}, make('span', {class: 'badge', style: '--tone: var(--failure)'}, 'failed'),
        make('span', {class: 'quiet'}, timeWords(at))),
    make('h2', {}, check),
    make('p', {}, what),
  ];
  if (play.failedStep) parts.push(listOf([['in the step', play.failedStep.words]]));
  if (details.length > 0) parts.push(make('pre', {class: 'bytes'}, details.join('\n')));
  if (play.replay) parts.push(make('h3', {}, 'Play it again'), make('pre', {class: 'bytes'}, play.replay));
  return parts;
}

function detailsOfPlay() {
  const parts = [make('h2', {}, 'Nothing selected')];
  parts.push(
      make('p', {class: 'quiet'}, 'Click an arrow or a mark, or use the arrow keys, to read it in words.'));
  const facts = [
    ['lasted', timeWords(play.end)],
    ['events', play.count.toLocaleString('en')],
    ['nodes', String(play.nodes.length)],
  ];
  if (play.forgotten > 0)
    facts.push(['left out', `the first ${play.forgotten.toLocaleString('en')} messages`]);
  parts.push(listOf(facts));
  for (const remark of play.remarks || []) parts.push(make('p', {}, remark));
  if (play.replay) parts.push(make('h3', {}, 'Play it again'), make('pre', {class: 'bytes'}, play.replay));
  return parts;
}

/** What escaped() made of tabs and backslashes, undone; other bytes stay visible as what they are. */
function asOnScreen(text) {
  return text.shown.replace(/\\([\\t])/g, (_, escaped) => escaped === 't' ? '    ' : escaped);
}

/** Lines of a screen that are shown: what a terminal would hold. */
const kScreenLines = 24;

/** The last lines that stood on a node's screen at a moment, those of that very moment counted in. */
function screenAt(node, time, event = -1) {
  const lines = play.printed[node];
  const isBefore = (k) => event >= 0 ? lines[k] <= event : play.at[lines[k]] <= time;
  const end = lowerBound(lines.length, isBefore);
  return lines.slice(Math.max(0, end - kScreenLines), end);
}

/** Of those whom the event concerns, one who has a screen; -1 where nobody has. */
function screenOwnerOf(event) {
  const parties = [play.node[event], play.from[event]];
  return [...parties, -1].find((node) => node < 0 || play.printed[node].length > 0);
}

function showScreen() {
  const {selected} = state;
  const shown = Number(elements['screen-of'].value);
  if (selected >= 0 && play.kind[selected] !== 'step') {
    const concerned = play.node[selected] === shown || play.from[selected] === shown;
    const isOwn = play.family[selected] === familyNumbers.get('screen');
    const owner = concerned && !isOwn ? shown : screenOwnerOf(selected);
    if (owner >= 0) elements['screen-of'].value = String(owner);
  }
  showScreenOf(Number(elements['screen-of'].value));
}

function showScreenOf(node) {
  if (!play.printed[node]) return;
  const time = momentShown();
  elements['screen-time'].textContent = 'at ' + timeWords(time);
  const lines = screenAt(node, time, state.selected).map((event) => {
    const line = make('span', {class: 'line'}, asOnScreen(textOf(event)) || ' ');
    if (play.at[event] === time) line.classList.add('new');
    return line;
  });
  elements.screen.replaceChildren(...lines);
  if (lines.length === 0) elements.screen.append(make('span', {class: 'line quiet'}, 'nothing yet'));
  elements.screen.scrollTop = elements.screen.scrollHeight;
}
