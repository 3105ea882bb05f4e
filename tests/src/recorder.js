/*
 * What the harness wants to know afterwards. It is the first script of every test page, changes nothing that a page
 * can see, and needs nothing that the strictest policy forbids.
 */
(() => {
  'use strict';
  const record = { console: [], errors: [], violations: [], resources: [], events: [], shifts: [], long_tasks: [] };
  /** While the harness works in the page itself (axe), nothing is the page's doing. */
  let paused = 0;
  const add = (list, entry) => { if (!paused) list.push(entry); };

  const text = (value) => {
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    if (typeof value !== 'object' || value === null) return String(value);
    try { return JSON.stringify(value); } catch { return String(value); }
  };
  for (const level of ['error', 'warn']) {
    const original = console[level];
    console[level] = (...values) => {
      add(record.console, { level, text: values.map(text).join(' ') });
      original.apply(console, values);
    };
  }
  addEventListener('error', (event) => {
    if (event instanceof ErrorEvent) add(record.errors, `${event.message} (${event.filename}:${event.lineno})`);
  });
  addEventListener('unhandledrejection', ({ reason }) => add(record.errors, `unhandled rejection: ${text(reason)}`));
  document.addEventListener('securitypolicyviolation', (event) => {
    add(record.violations, `${event.effectiveDirective} ${event.blockedURI} ${event.sample}`.trim());
  });
  for (const name of ['ran-ready', 'ran-error', 'ran-select', 'ran-close', 'ran-filter-change', 'ran-submit']) {
    document.addEventListener(name, ({ target, detail, bubbles, composed }) => {
      add(record.events, { name, target: target.localName || '', detail, bubbles, composed });
    });
  }

  const observers = [];
  const observe = (type, take) => {
    if (!PerformanceObserver.supportedEntryTypes.includes(type)) return;
    const all = (entries) => entries.forEach(take);
    const observer = new PerformanceObserver((list) => all(list.getEntries()));
    observer.observe({ type, buffered: true });
    observers.push([observer, all]);
  };
  observe('resource', ({ name }) => record.resources.push(name));
  observe('longtask', ({ duration }) => add(record.long_tasks, duration));
  observe('layout-shift', ({ hadRecentInput, value, sources }) => {
    if (hadRecentInput) return;
    const moved = sources.map(({ node, previousRect, currentRect }) => {
      const element = node?.nodeType === 1 ? node : node?.parentElement;
      return `${element?.localName ?? '?'}.${element?.className ?? ''} ${previousRect.y} -> ${currentRect.y}`;
    });
    add(record.shifts, { value, moved });
  });

  Object.defineProperty(window, '__ranRecorder', {
    value: {
      read() {
        for (const [observer, all] of observers) all(observer.takeRecords());
        return record;
      },
      pause() { paused += 1; },
      resume() { paused -= 1; },
    },
  });
})();
