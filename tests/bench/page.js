/* What the pages of all benchmarks share. */
(() => {
  const { port1, port2 } = new MessageChannel();
  const waiting = [];
  port1.onmessage = () => waiting.shift()();
  const turn = () => new Promise((done) => {
    waiting.push(done);
    port2.postMessage(0);
  });
  window.bench = {
    /**
     * Waits until `look` finds what is expected, and has it laid out. Between two looks the page has its turn, so that
     * whoever renders later can. Gives the time of the end and how long the looks themselves took.
     */
    async until(look) {
      let looking = 0;
      for (const limit = performance.now() + 28000; ;) {
        const begun = performance.now();
        const { done, ...found } = look();
        looking += performance.now() - begun;
        if (done) {
          document.getElementById('root').getBoundingClientRect();
          return { looking, end: performance.now() };
        }
        if (performance.now() > limit) return found;
        await turn();
      }
    },
    /** Out of the way of what is left over from what was shown before. */
    rest: () => new Promise((done) => setTimeout(done, 100)),
    turn,
  };
})();
