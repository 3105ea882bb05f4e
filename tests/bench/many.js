/* From the start of the navigation until the first element of a page is ready, and until all are and are laid out. */
(() => {
  const ready = [];
  addEventListener('ran-ready', () => ready.push(performance.now()));
  let longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  }).observe({ type: 'longtask', buffered: true });
  const shown = (async () => {
    await new Promise((done) => addEventListener('DOMContentLoaded', done));
    const count = document.getElementById('root').children.length;
    return bench.until(() => ({ done: ready.length === count, ready: ready.length, count }));
  })();
  bench.ready = async () => {
    const { end, ...found } = await shown;
    if (!end) return found;
    // A long task is told of once it is over; one under 50 ms is not.
    await bench.rest();
    return { first: ready[0], last: end, longest };
  };
})();
