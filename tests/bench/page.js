/* What the pages of all benchmarks share; it comes before all other scripts. */
(() => {
  // A page that hears this is not kept when the browser goes on, and the memory of the next one is its own.
  addEventListener('unload', () => {});
  /** No heap counts the memory of Wasm programs. */
  const memories = new Set();
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const instantiate = WebAssembly[name];
    WebAssembly[name] = async (...all) => {
      const made = await instantiate.apply(WebAssembly, all);
      // By its name: to look through thousands of exports would take a time of its own.
      const { memory } = (made.instance ?? made).exports;
      if (memory) memories.add(memory);
      return made;
    };
  }
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
     * whoever renders later can. Gives the time of the end.
     */
    async until(look) {
      /** A profile knows it by this name. */
      const lookAtPage = () => {
        const { done, ...found } = look();
        if (!done) return found;
        document.getElementById('root').getBoundingClientRect();
        return { end: performance.now() };
      };
      for (const limit = performance.now() + 28000; ;) {
        const found = lookAtPage();
        if (found.end) return found;
        if (performance.now() > limit) return found;
        await turn();
      }
    },
    /** Out of the way of what is left over from what was shown before. */
    rest: () => new Promise((done) => setTimeout(done, 100)),
    turn,
    /** How many bytes the page's Wasm programs have. */
    programs: () => [...memories].reduce((all, { buffer }) => all + buffer.byteLength, 0),
  };
})();
