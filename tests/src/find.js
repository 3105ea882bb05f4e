/*
 * find('a b >>> c'): all elements that match, open shadow roots included. What follows `>>>` is looked for inside the
 * shadow roots of what precedes it.
 */
const find = (selector) => {
  const within = (root, step) => {
    const found = [...root.querySelectorAll(step)];
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) found.push(...within(element.shadowRoot, step));
    }
    return found;
  };
  let roots = [document];
  let found = [];
  for (const step of selector.split('>>>')) {
    found = roots.flatMap((root) => within(root, step.trim()));
    roots = found.map((element) => element.shadowRoot).filter(Boolean);
  }
  return [...new Set(found)];
};
