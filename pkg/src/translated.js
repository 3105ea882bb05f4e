/*
 * Pages that a browser or a script has translated: in the place of each text stands a node of the translator's (`<font>`),
 * and elements may be moved into it. Yew would write to texts that nobody sees any more, and fail where it inserts before
 * one. The glue does these three things by way of here (`xtask/src/kit/glue.rs`), so that a text that changes is first put back;
 * the translator, which watches the page, translates it again.
 */

/** What stands in the place of a text. */
const instead = new WeakMap();

/** An observer for each shadow root: it can only look away from all that it watches. */
const observers = new WeakMap();

function note(records) {
  for (const { addedNodes, removedNodes, previousSibling, nextSibling } of records) {
    const [text] = removedNodes;
    if (text?.nodeType !== Node.TEXT_NODE) continue;
    const other = addedNodes[0] ?? [previousSibling, nextSibling].find((node) => node?.localName === 'font');
    if (other) instead.set(text, other);
  }
}

/** Takes note from now on of what is put in the place of a shadow root's texts. */
export function watch(root) {
  if (!observers.has(root)) observers.set(root, new MutationObserver(note));
  observers.get(root).observe(root, { childList: true, subtree: true });
}

/** Looks away until it is watched again. */
export function unwatch(root) {
  const observer = observers.get(root);
  note(observer.takeRecords());
  observer.disconnect();
}

/** The text itself, in its place again. */
export function original(node) {
  const other = instead.get(node);
  if (!other) return node;
  instead.delete(node);
  if (!node.parentNode) other.replaceWith(node, ...moved(other));
  return node;
}

/** What a translator has moved into a node of its own: all that is none of its nodes, and in nothing else of ours there. */
const moved = (other) => [...other.querySelectorAll(':not(font)')]
  .filter(({ parentNode }) => !other.contains(parentNode.closest(':not(font)')));

export function insertBefore(parent, node, next) {
  let before = next && original(next);
  // A translator has moved it into a node of its own.
  while (before && before.parentNode !== parent) before = before.parentNode;
  return parent.insertBefore(node, before);
}

export function removeChild(parent, child) {
  original(child).remove();
  return child;
}
