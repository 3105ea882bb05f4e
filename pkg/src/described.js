/* What search engines are told by the elements that are on the page, each text once, as JSON-LD in the page's head. */

/** What each element tells. It is known here and not to the program, which a panic may end. */
const told = new Map();
/** The scripts by their texts. */
const scripts = new Map();

/** Takes an element's text in the place of what it told before; an empty one tells nothing. */
export function describe(element, text) {
  if (text) told.set(element, text);
  else told.delete(element);
  const texts = new Set(told.values());
  for (const [old, script] of scripts) {
    if (!texts.has(old) && scripts.delete(old)) script.remove();
  }
  for (const fresh of texts) {
    // A page that merges its head takes out what it does not know.
    if (scripts.get(fresh)?.isConnected) continue;
    // A block of data, which no browser runs. Under Trusted Types it is shown all the same, and reported as a violation.
    const script = Object.assign(document.createElement('script'), { type: 'application/ld+json' });
    script.append(fresh);
    document.head.append(script);
    scripts.set(fresh, script);
  }
}
