/* The running program: starting it, loading what it needs, and starting afresh after it has ended. */
import { PIECES } from './told.js';
import { fragment, page, setFragment, setStep, stepOf } from './address.js';
import { describe } from './described.js';
import { found } from './faults.js';
import { folder, plain } from './page.js';
import { unwatch, watch } from './translated.js';

/** After this many panics on one page the kit is not started again by itself. */
const MOST_PANICS = 5;
/**
 * What no program of ours does, by the words of three engines: a call through the table that finds nothing there. WebKit 2.50
 * does so once in some hundreds of starts, within `core::fmt`, which is sound: it begins another time, and none is to blame.
 */
const OF_THE_ENGINE = /indirect|table index|null function/;

/** What an element does for the program and for the loader, under names that no page can use. */
export const MOUNT = Symbol('mount');
export const REMOUNT = Symbol('remount');
export const FAIL = Symbol('fail');
export const TELL = Symbol('tell');
export const ADOPT = Symbol('adopt');
export const LOOK = Symbol('look');

/** The running program: a promise of its exports. A panic ends it, and the next one starts afresh. */
let instance = null;
let generation = 0;
let panics = 0;
/** The mounted elements by the number that the kit knows them by. */
export const mounted = new Map();
/** The number of the element that the program works for just now: the one to blame for a panic. */
let current = 0;
export const blame = (id) => {
  current = id;
  if (isAtWork) lookAway();
};

/** Whether the program has its turn, and the shadow roots that it has worked in since. */
let isAtWork = false;
const unwatched = new Set();

/** What the program changes is none of a translator's, and to record it all would take up to a seventh of its time. */
function lookAway() {
  const root = mounted.get(current)?.shadowRoot;
  if (!root || unwatched.has(root)) return;
  unwatched.add(root);
  unwatch(root);
}

/** The program goes to work, and rests: whoever changes the elements then is somebody else. */
export function work() {
  isAtWork = true;
  lookAway();
}
export function rest() {
  isAtWork = false;
  for (const root of unwatched) watch(root);
  unwatched.clear();
}

export function start() {
  if (!instance) {
    // A fragment makes the browser evaluate the same file again: fresh memory, and no remembered failure.
    const own = (instance = import(`${folder}kit.js#${generation++}`).then(async (kit) => {
      await kit.default({ module_or_path: piece('core') });
      kit.whenEnded((message) => { if (instance === own) recover(message); });
      kit.start({
        folder,
        enter: blame,
        tell: (id, ...found) => mounted.get(id)?.[TELL](...found),
        adopt: (id, sheet) => mounted.get(id)?.[ADOPT](sheet),
        breathe,
        detail: (kind) => kit.prepare(detailOf(kind)).then(() => kit.detail_came(kind, true), () => kit.detail_came(kind, false)),
        found,
        describe: (id, text) => { if (mounted.has(id)) describe(mounted.get(id), text); },
        fragment,
        page,
        setFragment,
        setStep,
        stepOf,
      });
      return kit;
    }));
    own.catch(() => { if (instance === own) instance = null; });
  }
  return instance;
}

/** Lets the page have its turn, in between. */
const breathe = () => new Promise((done) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { port1.close(); done(); };
  port2.postMessage(0);
});

/** The program, if there is one. Who waits for it to start hears why it cannot. */
export const running = async () => {
  try { return await instance; } catch { return null; }
};

/** The program has ended in a panic: its element shows the fallback, all others move to a new instance. */
function recover(message) {
  const isOfTheEngine = OF_THE_ENGINE.test(message);
  if (isOfTheEngine) console.warn(`ran: ${message}. The browser has lost its way; the kit starts again.`);
  const culprit = isOfTheEngine ? undefined : mounted.get(current);
  const others = [...mounted.values()].filter((element) => element !== culprit);
  instance = null;
  panics += 1;
  mounted.clear();
  culprit?.[FAIL]('panic', message);
  for (const element of others) {
    if (panics < MOST_PANICS) element[REMOUNT]();
    else element[FAIL]('panic', message);
  }
}

/** The program's pieces, compiled while they load. Each program of this page is made of the same ones. */
const pieces = new Map();

/** The kind that the page asks for first: its file is the core with all that the kind needs merged into it. */
let first = '';

/** A promise of the compiled piece, which `kit.js` makes an instance of; nothing, where the core has the piece in it. */
export function piece(name) {
  if (PIECES[first].includes(name)) return null;
  if (!pieces.has(name)) {
    const compiled = fetch(`${folder}${name === 'core' ? first : name}.wasm`).then(compile);
    pieces.set(name, compiled);
    // Who needs it hears of the failure, and the next who needs it asks again.
    compiled.catch(() => pieces.delete(name));
  }
  return pieces.get(name);
}

/** A server that does not know the type of these files is no obstacle. */
async function compile(response) {
  if (!response.ok) throw new Error(`${response.url} answers ${response.status}`);
  return response.headers.get('content-type') === 'application/wasm'
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

/**
 * What was asked for ahead is the feed as it is now only for so long: a program that comes later asks by itself. On a slow
 * network feed and program come late together, so it is not less.
 */
const AHEAD_MS = 60_000;

/**
 * The feeds that were asked for ahead of the program, by their addresses, each with when; null once the program has taken one.
 * No `<link rel="preload">`: WebKit asks a second time where the page's own origin is asked.
 */
const ahead = new Map();

/** What shows one thing of a kind in full, as the pieces call it. Not each kind has such a thing. */
const detailOf = (kind) => `${kind}-detail`;

/** Asks for what the visitor is likely to open soon. */
export function askDetail(kind) {
  if (first) PIECES[detailOf(kind)]?.forEach(piece);
}

/** Asks for all that an element needs, side by side: the program would ask only once it runs. */
export function askAhead(kind, feed) {
  first ||= kind;
  // A browser that asks a host for six things at a time takes what holds the others up first.
  const program = start();
  piece('core');
  const address = plain(feed);
  if (feed && !ahead.has(address) && /^https?:/.test(address)) {
    // The program's own limit for an attempt, see `fetch.rs`. The body is read at once: the program may come later.
    const asked = fetch(address, { signal: AbortSignal.timeout(15_000) }).then((response) => {
      const body = response.arrayBuffer();
      body.catch(() => {});
      return { ok: response.ok, status: response.status, arrayBuffer: () => body };
    });
    asked.catch(() => {});
    ahead.set(address, { asked, at: Date.now() });
  }
  PIECES[kind].forEach(piece);
  return program;
}

/** `fetch` as the program calls it for a feed: what was asked for ahead is not asked for again. */
export function answer(address, options) {
  const key = plain(address);
  const early = options?.cache ? null : ahead.get(key);
  if (early) ahead.set(key, null);
  return early && Date.now() - early.at < AHEAD_MS ? early.asked : fetch(address, options);
}

/** The program has not come: who tries again asks for the feed as it is then. */
export function forget(feed) {
  const address = plain(feed);
  if (ahead.get(address)) ahead.delete(address);
}

