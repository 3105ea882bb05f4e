/* Placeholders, for editors that take no unknown elements. */
import { ELEMENTS } from './told.js';
import { watchBody } from './look.js';
import { camel, warnOnce } from './page.js';

/** What a placeholder may name. */
export const KINDS = Object.keys(ELEMENTS).map((tag) => tag.slice(4));

const PLACEHOLDER = '[data-ran],.ran-embed';

/** By `data-*`, or by class with the embed page's link in it. */
function replace(placeholder) {
  let settings = { ...placeholder.dataset };
  if (!settings.ran) {
    const link = placeholder.querySelector('a[href*="embed.html?"]');
    if (!link) return;
    // Of what is no address there is no search part, and `new URL` would throw.
    settings = Object.fromEntries(new URLSearchParams(link.search));
    settings.ran = settings.widget ?? link.href;
    // As the embed page reads it. What is no address is told as that of an element is.
    try { settings.feed = new URL(settings.feed || '/feed.json', link.href).href; } catch { /* it stays as it is */ }
  }
  const tag = `ran-${settings.ran}`;
  if (!ELEMENTS[tag]) {
    warnOnce(`ran: the placeholder names the widget "${settings.ran}". There are: ${KINDS.join(', ')}.`);
    return;
  }
  const element = document.createElement(tag);
  for (const name of Object.keys(ELEMENTS[tag][0])) {
    const value = settings[camel(name)] ?? settings[name];
    if (value !== undefined) element.setAttribute(name, value);
  }
  element.append(...placeholder.childNodes);
  placeholder.removeAttribute('data-ran');
  placeholder.classList.remove('ran-embed');
  placeholder.append(element);
}

function scan(root) {
  if (root.matches?.(PLACEHOLDER)) replace(root);
  else root.querySelectorAll?.(PLACEHOLDER).forEach(replace);
}

/** Replaces what is there, and what comes. */
export function replaceAll() {
  scan(document.body);
  // The root and not the body, which some sites replace.
  new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      // A page that is merged with what the server sends anew (morphing) gives a placeholder back its attribute.
      if (type === 'attributes' && target.matches(PLACEHOLDER)) replace(target);
      addedNodes.forEach(scan);
      if (target === document.documentElement) watchBody();
    }
  }).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ['data-ran', 'class'] });
}
