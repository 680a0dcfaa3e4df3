/** The launcher: all that a page loads before its visitor opens the chat. */

import { launch, type Api } from "./launcher";
import { findTag, type Configured } from "./tag";

declare global {
  interface Window {
    /** A site that can't keep the tag's attributes puts the settings here before the script. */
    Kneadwise?: Configured | Api;
  }
}

const before = window.Kneadwise ?? {};
// The tag may be on a page twice, and pages that swap their body run it again.
if (!("open" in before)) {
  const tag = findTag(document, before);
  if (tag) window.Kneadwise = launch(tag);
}
