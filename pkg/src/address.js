/*
 * Where the visitor is in an element: as the page's address tells it after `#ran-`, for one element on a page, and as the
 * history tells of each form's step.
 */
import { warnOnce } from './page.js';
import { mounted, running } from './program.js';

const MARK = '#ran-';
/** What an entry of the visitor's history says of itself in its state that was added for what was opened then. */
const OPENED = 'ran-opened';

/** Whether the page's address speaks of an element. Every other fragment is the page's own. */
export const speaks = () => location.hash.startsWith(MARK);
export const fragment = () => (speaks() ? location.hash.slice(MARK.length) : '');

const whole = (address) => address.split('#')[0];
/** The page's address where its `<base>` is another one, to which its fragments would belong. */
export const page = () => (whole(document.baseURI) === whole(location.href) ? '' : whole(location.href));

/** Whether the entry at hand was added for what was opened then. */
const isOurs = () => Boolean(history.state?.[OPENED]);
let wasOurs = isOurs();

/** What is to be written as soon as the visitor is back at the entry before. */
let later;

/**
 * Writes it into the page's address, without a new entry in the visitor's history: Back leaves the page. Of an element in
 * which the visitor opens something, `isOpen` tells of that: it has an entry of its own, and Back closes it. To close it is
 * to go back there.
 */
export function setFragment(to, isOpen) {
  // A router's: without it the page would be another one.
  if (/^#[!/]/.test(location.hash)) {
    warnOnce(`ran: deep-link has no effect, for the page keeps its own state in its address: ${location.hash}`);
  } else if (isOpen === undefined || isOpen === isOurs()) {
    if (later === undefined) write(to);
    else later = to;
  } else if (isOpen) {
    write(to, 'pushState', { ...history.state, [OPENED]: true });
    wasOurs = isOurs();
    // Whoever has written it knows it now, and that another one is another.
    tell();
  } else {
    later = to;
    history.back();
  }
}

function write(to, how = 'replaceState', state = history.state) {
  // What stands there of the page's own stays until there is something to say.
  if (fragment() === to) return;
  // A page in a sandbox may not change its address; then it stays as it is.
  try { history[how](state, '', whole(location.href) + (to && MARK + to)); } catch { /* As it is. */ }
}

/** Those that the address speaks of look at it again. */
const tell = async () => (await running())?.address_changed();

/** What an entry of the history says in its state of a form: on which page, which one, its step, and the way to it. */
const STEP = 'ran-step';

/** A router may copy an entry's state for another page, whose form it is not. */
const stepHere = () => {
  const step = history.state?.[STEP];
  return step?.page === whole(location.href) ? step : undefined;
};
let stepBefore = stepHere();

/** The names of the forms that were sent: their steps are nothing to go back to. */
const sent = new Set();

/** The step of a form at which the visitor's history is. */
export const stepOf = (name) => {
  const here = stepHere();
  return here?.name === name ? here.at : undefined;
};

/** A form has gone from one step to another: Back goes there again. Without another it was sent, and Back leaves the page. */
export function setStep(name, from, to) {
  const own = stepHere();
  const { at, depth, before } = own?.name === name ? own : { depth: 0 };
  const mark = (how, step) => {
    // A page in a sandbox may have no entries of its own.
    try { history[how]({ ...history.state, [STEP]: { page: whole(location.href), name, ...step } }, ''); } catch { /* None. */ }
    stepBefore = stepHere();
  };
  if (to === undefined) {
    // The entries stay: to go to the first at once would scroll to where the visitor was then, and not to the thanks.
    sent.add(name);
    return;
  }
  sent.delete(name);
  if (before === to && at !== to) {
    history.back();
  } else if (at !== to) {
    if (at !== from) mark('replaceState', { at: from, depth });
    mark('pushState', { at: to, depth: depth + 1, before: from });
  }
}

/** Each form hears to which step of which form the visitor has gone. */
const tellForms = async () => {
  stepBefore = stepHere();
  if (!stepBefore) return;
  const { name, at } = stepBefore;
  const kit = await running();
  for (const [id, { localName }] of mounted) {
    if (localName === 'ran-sign-up') kit?.call(id, 'step', `${at} ${name}`);
  }
};

/** Hears from now on when the visitor goes to another address within the page. */
export function hearAddress() {
  // A router takes it for the way to another page, and shows that, where no more has changed than what is open.
  addEventListener('popstate', (event) => {
    const isClosed = wasOurs && !isOurs();
    wasOurs = isOurs();
    const here = stepHere();
    // From an entry of the page's own, of which nobody has told, it is back to the step that was the last.
    const isStep = here && stepBefore && here.depth !== stepBefore.depth;
    if (isStep && here.depth < stepBefore.depth && sent.has(here.name)) history.go(-1 - here.depth);
    tellForms();
    if (isClosed || isStep || later !== undefined) event.stopImmediatePropagation();
  }, { capture: true });
  addEventListener('hashchange', () => {
    if (later !== undefined) write(later);
    later = undefined;
    tell();
  });
}
