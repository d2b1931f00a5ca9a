// Events in words.

function nameOf(node) {
  return play.nodes[node].name;
}

function textOf(event) {
  return play.texts[play.text[event]];
}

/** What stands beside an arrow or in a list: a few words. */
function labelOf(event) {
  const text = textOf(event);
  const words = text.words || [];
  if (words.length > 0) return words[0].label + (words.length > 1 ? ` (+${words.length - 1})` : '');
  if (play.isMessage[event]) return kindWords[play.kind[event]] || play.kind[event];
  if (play.kind[event] === 'typed' || play.kind[event] === 'printed') return asOnScreen(text).trim();
  if (play.kind[event] === 'step') return text.shown.replace(/^\d+ /, '');
  if (play.kind[event] === 'network') return text.shown;
  return kindWords[play.kind[event]] || play.kind[event];
}

function travels(event) {
  return play.isMessage[event] === 1 && play.node[event] !== play.from[event];
}

/** Who did it to whom. */
function partiesOf(event) {
  if (play.kind[event] === 'step') return 'the scenario';
  if (play.kind[event] === 'network' && play.node[event] !== play.from[event]) {
    return `${nameOf(play.node[event])} and ${nameOf(play.from[event])}`;
  }
  if (!travels(event)) return nameOf(play.node[event]);
  return `${nameOf(play.from[event])} to ${nameOf(play.node[event])}`;
}

/** One sentence, to be read out. */
function sentenceOf(event) {
  const kind = kindWords[play.kind[event]] || play.kind[event];
  const label = labelOf(event);
  return `${timeWords(play.at[event])}, ${partiesOf(event)}, ${kind}${label === kind ? '' : ': ' + label}`;
}

/** Why a datagram did not arrive; empty where it did. */
function lossOf(event) {
  const loss = play.loss[event];
  return play.family[event] === familyNumbers.get('lost') && loss && loss !== 'none' ? loss : '';
}

const utf8 = new TextEncoder();

/** The kept bytes, two digits each. */
function hexOf(text) {
  if (text.hex !== undefined) return text.hex;
  return Array.from(utf8.encode(text.shown), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Rows of sixteen bytes: offset, digits, characters. */
function hexDump(digits) {
  const rows = [];
  for (let at = 0; at < digits.length; at += 32) {
    const bytes = digits.slice(at, at + 32).match(/../g);
    const codes = bytes.map((byte) => parseInt(byte, 16));
    const characters = codes.map((code) => code >= 32 && code < 127 ? String.fromCharCode(code) : '.');
    const offset = (at / 2).toString(16).padStart(4, '0');
    rows.push(`${offset}  ${bytes.join(' ').padEnd(47)}  ${characters.join('')}`);
  }
  return rows.join('\n');
}
