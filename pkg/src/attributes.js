/* What an attribute takes, and what stands for a word that it does not take. */
import { warnOnce } from './page.js';
import { mounted } from './program.js';
import { ELEMENTS } from './told.js';

/** Whether it takes one of several words, of which the first is the default. */
const isOneOf = (taken) => Array.isArray(taken) && !Array.isArray(taken[0]);

/** What the attribute is when it is not there. */
export const standard = (taken) => (isOneOf(taken) ? taken[0] : '');

/** An attribute's value if the element takes it, or else what is right in it, or the default; what is wrong is told once. */
export function understood(element, name, taken) {
  const value = element.getAttribute(name);
  if (value === null) return standard(taken);
  const tag = element.localName;
  if (taken === 1) {
    if (name !== 'deep-link' || hasTheAddress(element, name)) return 'true';
    warnOnce(`ran: <${tag} ${name}> has no effect: another element has it.`);
    return '';
  }
  if (!taken) return value;
  if (name === 'lang') {
    // Capitals are the same to HTML, and `en-US` is English, which is all that there is.
    const tag = value.toLowerCase();
    const known = [tag, tag.split('-')[0]].find((word) => taken.includes(word));
    if (known) return known;
  }
  const many = !isOneOf(taken);
  const allowed = many ? taken[0] : taken;
  const words = many ? value.split(/\s+/).filter(Boolean) : [value];
  const right = words.filter((word) => allowed.includes(word));
  if (right.length === words.length) return value;
  warnOnce(`ran: <${tag} ${name}="${value}"> is not understood. Use ${many ? 'any of ' : ''}${allowed.join(', ')}.`);
  return many ? right.join(' ') : standard(taken);
}

/** A page has one address: the first element that asks for it, and can, has it. */
function hasTheAddress(element, name) {
  const asks = (other) => other.isConnected && other.hasAttribute(name) && ELEMENTS[other.localName][0][name];
  const first = [...mounted.values()].find(asks);
  return !first || first === element;
}
