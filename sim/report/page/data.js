// The play, as the page's JSON has it, in columns. Times are nanoseconds since the world began.

/** The kinds of events that can be shown or hidden together. */
const families = [
  {id: 'request', name: 'Requests', hint: 'What is asked of the registry, and its greeting', on: true},
  {id: 'answer', name: 'Answers', hint: 'What the registry answers', on: true},
  {id: 'chat', name: 'Chat', hint: 'What is said in rooms', on: true},
  {id: 'lost', name: 'Losses', hint: 'What did not arrive', on: true},
  {id: 'screen', name: 'Screens', hint: 'What people type and see', on: true},
  {id: 'fault', name: 'Machines', hint: 'Starts, ends, crashes, pauses, cuts', on: true},
  {id: 'step', name: 'Steps', hint: 'Steps of the scenario', on: true},
  {id: 'connection', name: 'Streams', hint: 'Made, refused, closed and torn', on: true},
  {id: 'keep-alive', name: 'Keep-alives', hint: 'Datagrams that say: I am here', on: false},
  {id: 'inner', name: 'Inner', hint: 'Alarms, disk and hashing', on: false},
];
const familyNumbers = new Map(families.map((family, number) => [family.id, number]));

/** What stands in the table and in the details for each kind. */
const kindWords = {
  'wake': 'alarm',
  'datagram': 'datagram',
  'datagram-lost': 'datagram lost',
  'member': 'multicast',
  'member-lost': 'multicast lost',
  'connect': 'asks for a connection',
  'opened': 'connection stands',
  'accepted': 'connection accepted',
  'refused': 'connection refused',
  'record': 'record',
  'drained': 'may write again',
  'closed': 'is told: closed',
  'broken': 'is told: broken',
  'stored': 'store answers',
  'hashed': 'hasher answers',
  'typed': 'types',
  'printed': 'sees',
  'started': 'starts',
  'ended': 'ends',
  'crashed': 'crashes',
  'vanished': 'vanishes',
  'paused': 'pauses',
  'resumed': 'resumes',
  'network': 'network',
  'step': 'step',
  'power-lost': 'loses power',
  'record-lost': 'record lost',
};

const simpleFamilies = {
  'datagram-lost': 'lost',
  'member-lost': 'lost',
  'record-lost': 'lost',
  'connect': 'connection',
  'opened': 'connection',
  'accepted': 'connection',
  'refused': 'connection',
  'closed': 'connection',
  'broken': 'connection',
  'typed': 'screen',
  'printed': 'screen',
  'step': 'step',
  'wake': 'inner',
  'drained': 'inner',
  'stored': 'inner',
  'hashed': 'inner',
};
const messageKinds = new Set([
  'datagram', 'member', 'record', 'connect', 'opened', 'accepted', 'refused', 'closed', 'broken',
  'datagram-lost', 'member-lost', 'record-lost'
]);

function familyOf(kind, text) {
  if (simpleFamilies[kind]) return simpleFamilies[kind];
  const sort = text.words && text.words.length > 0 ? text.words[0].sort : 'bytes';
  if (kind === 'record') return sort === 'answer' ? 'answer' : 'request';
  if (kind === 'datagram' || kind === 'member') return sort === 'keep-alive' ? 'keep-alive' : 'chat';
  return 'fault';
}

function sums(differences) {
  const values = new Float64Array(differences.length);
  let sum = 0;
  for (let i = 0; i < differences.length; ++i) values[i] = sum += differences[i];
  return values;
}

/** The JSON with its columns unpacked; each event's family is looked up once per kind and text. */
function readPlay(json) {
  const at = sums(json.events.at);
  const count = at.length;
  const play = {
    ...json,
    count,
    at,
    sent: at.map((time, i) => time - json.events.flight[i]),
    node: Uint32Array.from(json.events.node),
    from: Uint32Array.from(json.events.from),
    text: Uint32Array.from(json.events.text),
    kind: json.events.kind.map((number) => json.kinds[number] || 'other'),
    channel: json.events.channel,
    loss: json.events.loss.map((number) => json.losses[number]),
    family: new Uint8Array(count),
    isMessage: new Uint8Array(count),
    isEcho: new Uint8Array(count),
  };
  for (let i = 0; i < count; ++i) {
    play.family[i] = familyNumbers.get(familyOf(play.kind[i], json.texts[play.text[i]]));
    play.isMessage[i] = messageKinds.has(play.kind[i]) ? 1 : 0;
  }
  play.end = Math.max(count > 0 ? at[count - 1] : 0, play.failure ? play.failure.at : 0, 1);
  play.steps = stepsOf(play);
  play.failedStep = play.failure ? play.steps.filter((step) => step.at <= play.failure.at).pop() : undefined;
  play.printed = linesOf(play);
  play.turns = new Set(play.spans.flatMap((span) => [span.from, span.to]));
  markEchoes(play);
  return play;
}

/** The scenario's steps, each line once for as long as no other line begins. */
function stepsOf(play) {
  const steps = [];
  for (let i = 0; i < play.count; ++i) {
    if (play.kind[i] !== 'step') continue;
    const shown = play.texts[play.text[i]].shown;
    const blank = shown.indexOf(' ');
    const line = blank < 0 ? shown : shown.slice(0, blank);
    const words = blank < 0 ? 'line ' + shown : shown.slice(blank + 1);
    if (steps.length > 0 && steps[steps.length - 1].line === line) continue;
    steps.push({event: i, at: play.at[i], line, words});
  }
  return steps;
}

/** For each node the events that put a line onto its screen, in order. */
function linesOf(play) {
  const printed = play.nodes.map(() => []);
  for (let i = 0; i < play.count; ++i) {
    if (play.kind[i] === 'printed') printed[play.node[i]].push(i);
  }
  return printed;
}

/** A line that is typed comes to stand on the screen at once: that is no mark of its own. */
function markEchoes(play) {
  const typedAt = new Float64Array(play.nodes.length).fill(-1);
  for (let i = 0; i < play.count; ++i) {
    const node = play.node[i];
    if (play.kind[i] === 'typed') typedAt[node] = play.at[i];
    if (play.kind[i] !== 'printed') continue;
    if (typedAt[node] === play.at[i]) play.isEcho[i] = 1;
    typedAt[node] = -1;
  }
}

/** The first position in a sorted list whose value is not below. */
function lowerBound(length, isBelow) {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBelow(middle))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

const play = readPlay(JSON.parse(document.getElementById('play').textContent));
