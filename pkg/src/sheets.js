/* Style sheets of elements. */

/**
 * The page's own rules end at the host; what is important in here wins over what is important out there.
 * As `fit-content` a row of the page's grid grows in WebKit, too, when the window becomes narrow: `auto` keeps the old height.
 */
export function sheet(reserve) {
  const rules = new CSSStyleSheet();
  rules.replaceSync(`
    ${reserve}
    :host{block-size:fit-content;display:block!important;min-block-size:var(--ran-min-block-size,var(--reserve))!important}
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
    copy.replaceSync(Array.from(sheet.cssRules, (rule) => rule.cssText).join(''));
    known.set(sheet, copy);
  }
  return known.get(sheet);
}

