/* What the page looks like, which its visitors may change: the size of its text, and whether it is dark. */
import { LOOK, mounted } from './program.js';
import { fit } from './sheets.js';

let later;

/** Looks at what several changes come to, before it is seen. */
function look() {
  later ??= requestAnimationFrame(() => {
    later = undefined;
    fit();
    for (const element of mounted.values()) element[LOOK]();
  });
}

const changes = new MutationObserver(look);

/**
 * Hears of a switch on the page's root or body from now on, and of a `<meta name="color-scheme">`. A page whose body is just
 * being replaced has none.
 */
export function watchBody() {
  for (const element of [document.documentElement, document.body]) {
    if (element) changes.observe(element, { attributes: true });
  }
  if (document.head) changes.observe(document.head, { attributeFilter: ['content'], childList: true, subtree: true });
}

/** The same, of sheets that come late, and of text that a media query sizes. */
export function hearLook() {
  watchBody();
  document.addEventListener('load', look, true);
  addEventListener('load', look);
  addEventListener('resize', fit);
}
