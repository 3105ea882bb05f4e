/*
 * When an element begins: when it comes near the visible part of the page, when the page's address speaks of it, or when the
 * page goes to paper.
 */
import { speaks } from './address.js';
import { MOUNT } from './program.js';

const NEAR = '400px';

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) begin(target);
  },
  { rootMargin: NEAR },
);
/** The elements that wait until they come near. */
const far = new Set();

export function wait(element) {
  far.add(element);
  near.observe(element);
}

export function leave(element) {
  far.delete(element);
  near.unobserve(element);
}

export function begin(element) {
  leave(element);
  element[MOUNT]();
}

/** Whether the page's address speaks of the element: then it does not wait to come near. */
export const isLinked = (element) => element.hasAttribute('deep-link') && speaks();

/** Whether the visitor has come to this page by an address that speaks of an element, and has not been led there yet. */
let isArriving = speaks() && parent === window;

/** Brings what the address speaks of before a visitor who has just come, where no dialog does that and nobody has scrolled. */
export function arrive(element) {
  if (!isArriving) return;
  isArriving = false;
  element.addEventListener('ran-ready', () => {
    if (!scrollY && !element.shadowRoot.querySelector('dialog')) element.scrollIntoView({ behavior: 'instant' });
  }, { once: true });
}

/** An address within the page may come to speak of an element that waits. */
export function beginForAddress() {
  addEventListener('hashchange', () => {
    for (const element of far) if (isLinked(element)) begin(element);
  });
}

/** Paper shows the whole page. It does not wait: what has not come by then is printed as what the page holds inside. */
export function beginForPaper() {
  const beginAll = () => far.forEach(begin);
  addEventListener('beforeprint', beginAll);
  matchMedia('print').addEventListener('change', ({ matches }) => { if (matches) beginAll(); });
}

