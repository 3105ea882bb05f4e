/*
 * What is measured, the same for all: from the start of the navigation (or from the call) until the clusters are in the
 * document and laid out, or drawn, and their counts add up to the members that are to be seen.
 *
 * A peer has: show(root, feed, view), counts(), filter(themes, feed), go(member), closer(), farther(), whole(),
 * where(), surface() and tiles().
 */
(() => {
  const sum = (counts) => counts.reduce((all, count) => all + count, 0);
  const until = (expected) => bench.until(() => {
    const counts = peer.counts();
    return { done: counts !== null && sum(counts) === expected, counts, expected };
  });
  let view;
  let feed;

  /** What a visitor does, by the millisecond: steps of the zoom buttons, and in between the mouse drags the map about. */
  const STEPS = [[0, 'farther'], [1000, 'farther'], [2000, 'closer'], [3000, 'closer'], [4000, 'closer']];
  const DRAG = { after: 450, until: 950 };
  const LENGTH = 5000;
  /** Where the mouse is at a part of a drag: around an ellipse, starting and ending at rest. */
  function place(part) {
    const turned = 2 * Math.PI * part * part * (3 - 2 * part);
    const box = peer.surface().getBoundingClientRect();
    return { clientX: box.left + box.width / 2 + 160 * Math.sin(turned), clientY: box.top + box.height / 2 + 80 * (Math.cos(turned) - 1) };
  }
  function mouse(names, at, buttons) {
    for (const name of names) {
      const more = { bubbles: true, composed: true, cancelable: true, view: window, button: 0, buttons, pointerType: 'mouse', isPrimary: true, ...at };
      peer.surface().dispatchEvent(name.startsWith('pointer') ? new PointerEvent(name, more) : new MouseEvent(name, more));
    }
  }

  Object.assign(bench, {
    /** Begins by itself as soon as the page is there. */
    begin(asked) {
      view = asked.view;
      bench.shown = (async () => {
        if (!peer.ours) feed = await (await fetch('/feed.json')).json();
        peer.show(document.getElementById('root'), feed, view);
        return until(asked.count);
      })();
    },
    async first() {
      const found = await bench.shown;
      return found.end ?? found;
    },
    async filter(expected, themes) {
      await bench.rest();
      const start = performance.now();
      peer.filter(themes, feed);
      const { end, ...found } = await until(expected);
      return end ? end - start : found;
    },
    /** Whether a person can see the marks, and how many members they stand for. */
    check(expected) {
      const counts = peer.counts(true);
      return (counts?.length > 1 && sum(counts) === expected) || { counts, expected };
    },
    async whole(expected) {
      peer.whole();
      const found = await until(expected);
      return Boolean(found.end) || found;
    },
    /**
     * Five seconds of panning and zooming around a member. Gives the times between frames; from the beginning of each
     * frame until it is painted and the page has its turn again; and in how many frames the map had moved.
     */
    async frames(member) {
      peer.go(member);
      for (let times = 0; times < 8; times++) await bench.rest();
      const steps = [...STEPS];
      const result = { between: [], work: [], moved: 0 };
      let [start, last, before, drags] = [null, null, peer.where(), false];
      await new Promise((done) => {
        const frame = (now) => {
          const began = performance.now();
          start ??= now;
          if (last !== null) result.between.push(now - last);
          last = now;
          const at = now - start;
          // Frames may be so long that the last drag has not ended.
          const letGo = () => {
            mouse(['pointermove', 'mousemove'], place(1), 1);
            mouse(['pointerup', 'mouseup', 'click'], place(1), 0);
            drags = false;
          };
          if (at >= LENGTH) {
            if (drags) letGo();
            done();
            return;
          }
          if (steps.length && at >= steps[0][0]) peer[steps.shift()[1]]();
          const part = ((at % 1000) - DRAG.after) / (DRAG.until - DRAG.after);
          if (part >= 0 && part < 1) {
            if (!drags) mouse(['pointerdown', 'mousedown'], place(0), 1);
            drags = true;
            mouse(['pointermove', 'mousemove'], place(part), 1);
          } else if (drags) {
            letGo();
          }
          bench.turn().then(() => result.work.push(performance.now() - began));
          requestAnimationFrame(frame);
          const where = peer.where();
          if (where !== before) result.moved += 1;
          before = where;
        };
        requestAnimationFrame(frame);
      });
      return result;
    },
    /** How many requests to other hosts there were, or would be with the tiles that the documentation says to paste. */
    async others() {
      const foreign = performance.getEntriesByType('resource').filter(({ name }) => new URL(name, location.href).host !== location.host);
      return foreign.length + (await peer.tiles());
    },
  });
})();
