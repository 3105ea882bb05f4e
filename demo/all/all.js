/* The page that shows every widget: its choices become attributes, and its last event is shown. */
const elements = document.querySelectorAll('main > [feed]');
const log = document.getElementById('log');
for (const name of ['lang', 'theme', 'feed']) {
  document.getElementById(name).addEventListener('change', ({ target }) => {
    for (const element of elements) element.setAttribute(name, target.value);
  });
}
for (const type of ['ran-ready', 'ran-error', 'ran-select', 'ran-close', 'ran-filter-change', 'ran-submit']) {
  document.addEventListener(type, ({ target, detail }) => {
    log.textContent = `${type} ${target.localName} ${JSON.stringify(detail ?? {})}`;
  });
}
