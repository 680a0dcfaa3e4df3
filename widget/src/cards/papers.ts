/** The papers of a result: opened in a tab of their own, to print or keep. */

import type { PaperName } from "../chat/transport";
import type { CardContext } from "./context";

/** How long a tab may take to read what it shows. */
const READ_MS = 60_000;

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
    tab.addEventListener("load", () => tab.print());
    tab.location.replace(address);
    setTimeout(() => URL.revokeObjectURL(address), READ_MS);
    return true;
  } catch {
    tab.close();
    return false;
  }
}
