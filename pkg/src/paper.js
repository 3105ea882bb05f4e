/*
 * What is open on paper. A modal dialog lies over the page: its backdrop would be on every sheet, and without it the dialog
 * would lie on the first sheet's text. While the page is printed, it stands in its own place in the page.
 */
import { mounted } from './program.js';

export function layDialogsForPaper() {
  const laid = [];
  addEventListener('beforeprint', () => {
    for (const { shadowRoot } of mounted.values()) {
      const dialog = shadowRoot.querySelector('dialog:modal');
      if (!dialog) continue;
      const { scrollTop } = dialog;
      const focused = shadowRoot.activeElement;
      shadowRoot.addEventListener('close', unlessOpen, true);
      dialog.close();
      dialog.show();
      laid.push(() => {
        // Whoever has gone on meanwhile has closed it.
        if (!dialog.open || !dialog.isConnected) return;
        dialog.close();
        dialog.showModal();
        focused?.focus();
        dialog.scrollTop = scrollTop;
      });
    }
  });
  addEventListener('afterprint', () => laid.splice(0).forEach((raise) => raise()));
}

/** A dialog that was only laid or raised has not closed; the browser says so in a later task all the same. */
function unlessOpen(event) {
  if (event.target.open) event.stopImmediatePropagation();
}
