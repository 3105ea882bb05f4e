/* Style sheets of elements. */

/** The sheets of this page, each with its text as it was written once it has been written again. */
const written = new Map();
/** How many of the page's `rem` the sheets' own are. */
let scale = 1;

const sizeOf = (element) => parseFloat(getComputedStyle(element).fontSize);
/** Prototype.js and MooTools put an `Array.from` of their own in the place of the browser's. */
const text = (sheet) => [...sheet.cssRules].map((rule) => rule.cssText).join('');

/**
 * Many a page has `html { font-size: 62.5% }` and counts the sizes of its own text from there: its `rem` is too small to
 * read. Others let their visitors choose a size for `body`, of which `rem` knows nothing. There the sheets are written in as
 * many `rem` as the page's text has, and at least in 16 pixels. Media queries do not know the root's size: theirs are in `em`.
 */
export function fit() {
  const root = sizeOf(document.documentElement);
  const fitting = root > 0 ? Math.max(16, root, sizeOf(document.body ?? document.documentElement)) / root : 1;
  if (fitting === scale) return;
  scale = fitting;
  for (const sheet of written.keys()) write(sheet);
}

function write(sheet) {
  const whole = written.get(sheet) ?? text(sheet);
  written.set(sheet, whole);
  sheet.replaceSync(whole.replace(/([\d.]+)rem/g, (_, size) => `${size * scale}rem`));
}

/** Takes note of a sheet, and writes it as the page needs it. */
export function fitted(sheet) {
  if (written.has(sheet)) return;
  fit();
  written.set(sheet, null);
  if (scale !== 1) write(sheet);
}

/**
 * The page's own rules end at the host; what is important in here wins over what is important out there.
 * As `fit-content` a row of the page's grid grows in WebKit, too, when the window becomes narrow: `auto` keeps the old height.
 */
export function sheet(reserve) {
  const rules = new CSSStyleSheet();
  rules.replaceSync(`
    ${reserve}
    :host{block-size:fit-content;min-inline-size:0;max-inline-size:100%;writing-mode:horizontal-tb!important;
      display:block!important;min-block-size:var(--ran-min-block-size,var(--reserve))!important}
    @media print{:host{min-block-size:0!important}}
    :host([hidden]){display:none!important}
    slot[hidden],.ran-failed[hidden],slot.filled:not([hidden])~[data-state=loading]{display:none}
    .ran-failed{all:initial;display:block;box-sizing:border-box;padding:1rem;border:1px solid #666;border-radius:8px;
      background:var(--ran-background,#fff);color:var(--ran-text,#333);
      font:1rem/1.7 var(--ran-font-family,'Noto Sans JP',-apple-system,BlinkMacSystemFont,sans-serif)}
    .ran-failed button{all:revert;font:inherit;min-block-size:2.75rem;margin-inline-start:1rem;padding-inline:1rem}`);
  return rules;
}

/** A sheet belongs to the document that it was made in: another one gets a copy. */
const copies = new WeakMap();
export function sheetIn(page, sheet) {
  if (page === document) return sheet;
  if (!copies.has(page)) copies.set(page, new Map());
  const known = copies.get(page);
  if (!known.has(sheet)) {
    const copy = new page.defaultView.CSSStyleSheet();
    copy.replaceSync(text(sheet));
    known.set(sheet, copy);
  }
  return known.get(sheet);
}

