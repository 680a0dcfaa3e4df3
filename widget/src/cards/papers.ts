/** The papers of a result: opened in a tab of their own, to print or keep. */

import type { PaperName } from "../chat/transport";
import type { CardContext } from "./context";

/** How long a tab may take to read what it shows. */
const READ_MS = 60_000;
/** How often it is looked whether the tab shows the paper. */
const ASK_MS = 50;

/**
 * Opens a paper and asks the browser to print it.
 *
 * @returns whether it was opened; not where tabs are forbidden or the server has no paper.
 */
export async function openPaper(name: PaperName, context: CardContext): Promise<boolean> {
  // Opened before anything is waited for: later, browsers take it for an advertisement.
  const tab = window.open("", "_blank");
  if (!tab) return false;
  try {
    const page = new Blob([await context.paper(name)], { type: "text/html" });
    const address = URL.createObjectURL(page);
    tab.location.replace(address);
    // Asked again and again: what listens to the empty tab is gone with its page.
    const asking = setInterval(() => {
      if (tab.closed) return clearInterval(asking);
      if (tab.location.href !== address || tab.document.readyState !== "complete") return;
      clearInterval(asking);
      tab.print();
    }, ASK_MS);
    setTimeout(() => {
      clearInterval(asking);
      URL.revokeObjectURL(address);
    }, READ_MS);
    return true;
  } catch {
    tab.close();
    return false;
  }
}
