/* Ours: the element as a page has it. It fetches the feed itself. */
let element;
const inside = (selector) => element?.shadowRoot?.querySelector(selector);
const marks = () => [...(element?.shadowRoot?.querySelectorAll('.mark') ?? [])];
const UNIT_ZOOM = 7;
window.peer = {
  ours: true,
  show(root) { element = root.firstElementChild; },
  counts: (isSeen) => marks()
    .filter((mark) => !isSeen || mark.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .map((mark) => Number(/会員(\d+)団体/.exec(mark.getAttribute('aria-label'))?.[1] ?? 1)),
  filter(themes) { element.setAttribute('themes', themes.join(' ')); },
  go({ id }) { element.focusMember(id); },
  closer() { inside('.controls .closer').click(); },
  farther() { inside('.controls .farther').click(); },
  whole() { inside('.controls .whole')?.click(); },
  where: () => inside('.map > svg > g[transform*=scale]').getAttribute('transform'),
  surface: () => inside('.map > svg'),
  tiles: () => 0,
  /**
   * What is seen now, so that others can count the same: the zoom, and the box of the plane in which a cluster has its middle
   * to be shown. At the closest zoom, where marks stand aside of their middles, that is a radius more on each side.
   */
  look(radius, closest) {
    const [, x, y, scale] = /translate\((\S+) (\S+)\) scale\((\S+)\)/.exec(peer.where()).map(Number);
    const [, , width, height] = peer.surface().getAttribute('viewBox').split(' ').map(Number);
    const zoom = Math.floor(UNIT_ZOOM + Math.log2(scale) + 1e-4);
    const margin = zoom === closest ? 1.5 * radius : 0.5 * radius;
    const box = [-margin - x, -margin - y, width + margin - x, height + margin - y].map((pixels) => pixels / scale);
    return { zoom, box, counts: peer.counts().sort((a, b) => a - b) };
  },
};
