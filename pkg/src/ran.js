/*
 * The loader: the one script a page names.
 *
 * It defines the elements, waits until one comes near the visible part of the page, and then loads the kit from the
 * folder beside itself. It holds no widget: what is shown comes from the Wasm program, and before that (and if that
 * can never be) from what the page has put inside the element.
 *
 * `cargo xtask build` writes `told.js` from the catalogue and from the built pieces, and makes one file of all of these.
 */
import { ELEMENTS, VERSION } from './told.js';
import { define } from './element.js';
import { askHeights, hearHeights } from './frames.js';
import { hearAddress } from './address.js';
import { hearLook } from './look.js';
import { beginForAddress, beginForPaper } from './near.js';
import { showModal } from './modal.js';
import { layDialogsForPaper } from './paper.js';
import { KINDS, replaceAll } from './placeholders.js';
import { answer, piece, rest, running, work } from './program.js';
import { insertBefore, original, removeChild } from './translated.js';

/** How old what is shown may be, when the page is looked at again and while it is looked at. */
const WHEN_BACK_MS = 10 * 60_000;
const IN_SIGHT_MS = 60 * 60_000;

/** A page may carry the script twice, or two versions of it: the first one serves all elements. */
const KEY = Symbol.for('ran-widgets');

function load() {
  window[KEY] = { version: VERSION, kinds: KINDS, fetch: answer, piece, original, insertBefore, removeChild, showModal, work, rest };
  for (const [tag, face] of Object.entries(ELEMENTS)) define(tag, face);
  beginForPaper();
  layDialogsForPaper();
  beginForAddress();
  hearAddress();
  hearHeights();
  // What is still being parsed may be half a placeholder.
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', whenParsed);
  else whenParsed();
  revalidate();
}

function whenParsed() {
  replaceAll();
  hearLook();
  askHeights();
}

/** Who comes back to a page sees what has changed since, and a page that is always in sight (in a lobby) the day that it is. */
function revalidate() {
  let at = Date.now();
  const look = async (patience) => {
    const now = Date.now();
    if (document.visibilityState === 'hidden') return;
    if (now - at < patience && new Date(now).getDate() === new Date(at).getDate()) return;
    at = now;
    (await running())?.refresh_all();
  };
  document.addEventListener('visibilitychange', () => look(WHEN_BACK_MS));
  setInterval(look, 60_000, IN_SIGHT_MS);
}

if (!window[KEY]) load();
else if (window[KEY].version !== VERSION) {
  console.warn(`ran: version ${VERSION} stands back, because ${window[KEY].version} is on this page already.`);
}
