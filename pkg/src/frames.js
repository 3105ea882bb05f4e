/* The frames of a page that show our embed page: they are as high as what they show. */
import { base } from './page.js';

/** The frames of a page, those in its own open shadow roots too. */
const framesIn = (root) => [...root.querySelectorAll('*')].flatMap((element) =>
  (element.localName === 'iframe' ? [element] : element.shadowRoot ? framesIn(element.shadowRoot) : []));

/** Our own embed pages in frames tell their height; nobody else is listened to. */
export function hearHeights() {
  addEventListener('message', ({ data, origin, source }) => {
    if (data?.type !== 'ran-resize' || origin !== new URL(base).origin || !(data.height > 0)) return;
    const isIts = (frame) => frame.contentWindow === source;
    // The whole page is looked through only for a frame that does not stand where most do.
    const frame = [...document.querySelectorAll('iframe')].find(isIts) || framesIn(document).find(isIts);
    if (frame) frame.height = Math.ceil(data.height);
  });
}

/** A frame that was there first has told its height to nobody. */
export function askHeights() {
  for (const frame of framesIn(document)) {
    if (frame.src.includes('/embed.html?')) frame.contentWindow.postMessage({ type: 'ran-ask' }, '*');
  }
}
