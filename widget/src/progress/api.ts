/** What the panel and the page of `progress.js`, which is loaded when it is asked for, know of each other. */

import type { Side } from "./entries";

export interface ProgressOptions {
  /** Takes the page's style sheet. */
  root: ShadowRoot;
  /** The server's address, without a slash at its end. */
  base: string;
  /** For dates and numbers, such as "en-US". */
  locale: string;
  /** Reads a text out politely. */
  announce(text: string): void;
  /** What the button says, and the visitor then, that asks for a person. */
  person: string;
  /** Goes back to the chat, where the visitor then says this. */
  send(text: string): void;
  /** The visitor goes back to the chat. */
  back(): void;
}

export interface ProgressPage {
  readonly element: HTMLElement;
  /**
   * Draws it anew and takes the focus.
   *
   * @param side - the style that was recommended; the visitor may choose another.
   */
  show(side?: Side): void;
  /** Puts the focus on its heading. */
  focus(): void;
  /** Forgets what it keeps: the visitor has deleted the chat. */
  erased(): void;
}

/** What `progress.js` exports. */
export interface ProgressModule {
  mountProgress(options: ProgressOptions): ProgressPage;
}
