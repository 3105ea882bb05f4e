/* What search engines are told by the elements that are on the page, each event once, as JSON-LD in the page's head. */

/** What each element tells: lines, each an event. It is known here and not to the program, which a panic may end. */
const told = new Map();
let script;

/** Takes an element's text in the place of what it told before; an empty one tells nothing. */
export function describe(element, text) {
  if (text) told.set(element, text);
  else told.delete(element);
  const events = new Set([...told.values()].flatMap((text) => text.split('\n')));
  const whole = events.size ? `[${[...events].join()}]` : '';
  // A page that merges its head takes out what it does not know.
  if (script?.isConnected && script.text === whole) return;
  script?.remove();
  script = undefined;
  if (!whole) return;
  // A block of data, which no browser runs. Under Trusted Types it is shown all the same, and reported as a violation.
  script = Object.assign(document.createElement('script'), { type: 'application/ld+json' });
  script.append(whole);
  document.head.append(script);
}
