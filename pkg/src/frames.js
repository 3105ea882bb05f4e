/* The frames of a page that show an embed page of ours: they are as high as what they show. */

/** The frames of a page, those in its own open shadow roots too. */
const framesIn = (root) => [...root.querySelectorAll('*')].flatMap((element) =>
  (element.localName === 'iframe' ? [element] : element.shadowRoot ? framesIn(element.shadowRoot) : []));

/** Whichever host it comes from: a page may have frames of two. */
const isOurs = (frame) => frame.src.includes('/embed.html?');

/** Our own embed pages in frames tell their height; nobody else is listened to. */
export function hearHeights() {
  addEventListener('message', ({ data, origin, source }) => {
    if (data?.type !== 'ran-resize' || !(data.height > 0)) return;
    const isIts = (frame) => frame.contentWindow === source;
    // The whole page is looked through only for a frame that does not stand where most do.
    const frame = [...document.querySelectorAll('iframe')].find(isIts) || framesIn(document).find(isIts);
    // What the page keeps in a sandbox has no origin.
    if (frame && isOurs(frame) && ['null', new URL(frame.src).origin].includes(origin)) frame.height = Math.ceil(data.height);
  });
}

/** A frame that was there first has told its height to nobody. */
export function askHeights() {
  for (const frame of framesIn(document)) {
    if (isOurs(frame)) frame.contentWindow.postMessage({ type: 'ran-ask' }, '*');
  }
}
