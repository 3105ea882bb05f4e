/* The dialogs of the program. */
import { isLinked } from './near.js';

/**
 * A modal dialog takes the whole page, also where nothing of it can be seen: in another tab of the page, or in a part that is
 * closed. There it opens once its element is rendered; one that the page's address speaks of opens the parts around it.
 */
export function showModal(dialog) {
  const { host } = dialog.getRootNode();
  const isRendered = () => host.checkVisibility?.() ?? true;
  if (isLinked(host)) {
    for (let part = host; !isRendered() && (part = part.parentElement?.closest('details')); ) part.open = true;
  }
  if (isRendered()) return dialog.showModal();
  new ResizeObserver((_, observer) => {
    if (dialog.isConnected && !isRendered()) return;
    observer.disconnect();
    // The program may have asked for it twice.
    if (dialog.isConnected && !dialog.open) dialog.showModal();
  }).observe(host);
}

/** A move within the page takes what is open out of the top layer, and leaves it lying in the page: it comes back up. */
export function raiseAgain(root) {
  const dialog = root.querySelector('dialog[open]');
  if (!dialog || dialog.matches(':modal')) return;
  // `close()` would tell the program.
  dialog.open = false;
  showModal(dialog);
}
