/** The page on which a visitor tracks how it goes: loaded when they first ask for it. */

import type { ProgressOptions, ProgressPage } from "./api";
import { createPage } from "./page";
import styles from "./progress.css";

/**
 * Creates the page with its style.
 *
 * @param options - the server, and what the panel does for it.
 */
export function mountProgress(options: ProgressOptions): ProgressPage {
  const style = new CSSStyleSheet();
  style.replaceSync(styles);
  options.root.adoptedStyleSheets = [...options.root.adoptedStyleSheets, style];
  return createPage(options);
}
