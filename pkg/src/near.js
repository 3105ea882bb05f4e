/* When an element begins: when it comes near the visible part of the page, or the page goes to paper. */
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

/** Paper shows the whole page. It does not wait: what has not come by then is printed as what the page holds inside. */
export function beginForPaper() {
  const beginAll = () => far.forEach(begin);
  addEventListener('beforeprint', beginAll);
  matchMedia('print').addEventListener('change', ({ matches }) => { if (matches) beginAll(); });
}

