/*
 * What is measured, the same for all: from the start of the navigation (or from the call) until the month's events are
 * in the document and laid out.
 */
(() => {
  /** What is in the document, or seen in it: the events by their titles, and the sum of all "+n". */
  function seen(isSeen = () => true) {
    const root = window.peer?.root ? peer.root() : document.getElementById('root');
    const result = { titles: [], more: 0 };
    if (!root) return result;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.data.trim();
      if (node.parentElement?.closest('.day, .paper, style')) continue;
      const title = /予定(\d+)番/.exec(text);
      const more = /^\+\s*(\d+)/.exec(text);
      if ((title || more) && !isSeen(node.parentElement)) continue;
      if (title) result.titles.push(Number(title[1]));
      else if (more) result.more += Number(more[1]);
    }
    return result;
  }
  /** Waits until `expected` events are seen or counted, and laid out. */
  const until = (expected) => bench.until(() => {
    const { titles, more } = seen();
    // One of them puts also those that "+n" stands for into the document, and hides them.
    const shown = new Set(titles).size;
    return { done: shown + more === expected || (shown === expected && more > 0), titles: shown, all: titles.length, more, expected };
  });
  Object.assign(bench, {
    /** Whether what a person sees adds up, "+n" included. */
    check(expected) {
      const { titles, more } = seen((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
      return new Set(titles).size + more === expected || { titles: new Set(titles).size, more, expected };
    },
    /** Begins by itself as soon as the page is there. */
    begin(expected, date) {
      bench.shown = (async () => {
        if (!peer.ours) peer.show(document.getElementById('root'), await (await fetch('/events.json')).json(), date);
        return until(expected);
      })();
    },
    async first() {
      const found = await bench.shown;
      return found.end ?? found;
    },
    async next(expected) {
      const start = performance.now();
      peer.next();
      const { end, ...found } = await until(expected);
      return end ? end - start : found;
    },
  });
})();
