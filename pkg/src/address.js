/* Where the visitor is in an element, as the page's address tells it after `#ran-`: for one element on a page. */
import { running } from './program.js';

const MARK = '#ran-';
/** What an entry of the visitor's history says of itself in its state that was added for what was opened then. */
const OPENED = 'ran-opened';

/** Whether the page's address speaks of an element. Every other fragment is the page's own. */
export const speaks = () => location.hash.startsWith(MARK);
export const place = () => (speaks() ? location.hash.slice(MARK.length) : '');

/** What is to be written as soon as the visitor is back at the entry before. */
let later;

/**
 * Writes it into the page's address, without a new entry in the visitor's history: Back leaves the page. Of an element in
 * which the visitor opens something, `isOpen` tells of that: it has an entry of its own, and Back closes it. To close it is
 * to go back there.
 */
export function go(place, isOpen) {
  const isOurs = Boolean(history.state?.[OPENED]);
  if (isOpen === undefined || isOpen === isOurs) {
    if (later === undefined) write(place);
    else later = place;
  } else if (isOpen) {
    write(place, 'pushState', { ...history.state, [OPENED]: true });
    // Whoever has written it knows it now, and that another one is another.
    tell();
  } else {
    later = place;
    history.back();
  }
}

function write(to, how = 'replaceState', state = history.state) {
  // What stands there of the page's own stays until there is something to say.
  if (place() === to) return;
  // A page in a sandbox may not change its address; then it stays as it is.
  try { history[how](state, '', location.href.split('#')[0] + (to && MARK + to)); } catch { /* As it is. */ }
}

/** Those that the address speaks of look at it again. */
const tell = async () => (await running())?.address_changed();

/** Hears from now on when the visitor goes to another address within the page. */
export function hearAddress() {
  addEventListener('hashchange', () => {
    if (later !== undefined) write(later);
    later = undefined;
    tell();
  });
}
