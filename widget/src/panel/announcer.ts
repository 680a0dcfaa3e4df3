/** Reads new messages out, each once (WCAG 4.1.3; shared practice of the large chat widgets). */

import { h } from "../dom";

/** Screen readers lose what is taken away sooner. */
const STAYS_MS = 1000;
/** They also lose what arrives at once with another change, above all one of the focus. */
const GAP_MS = 250;

/** One polite live region; a text is in it for about a second. */
export interface Announcer {
  readonly element: HTMLElement;
  /** Reads a text out after those before it. */
  say(text: string): void;
}

/** Creates the region; it must be in the page before it says anything. */
export function createAnnouncer(): Announcer {
  const element = h("div", { class: "kw-hidden", "aria-live": "polite" });
  const queue: string[] = [];
  let isRunning = false;
  const next = () => {
    const text = queue.shift();
    isRunning = !!text;
    if (!text) return;
    const line = h("p", {}, text);
    element.append(line);
    setTimeout(() => line.remove(), STAYS_MS);
    setTimeout(next, GAP_MS);
  };
  return {
    element,
    say(text) {
      if (text) queue.push(text);
      if (!isRunning) setTimeout(next, GAP_MS);
      isRunning = true;
    },
  };
}
