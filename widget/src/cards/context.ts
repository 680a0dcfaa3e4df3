import type { Side } from "../progress/entries";
import type { PaperName } from "../chat/transport";
import type { Config } from "../types";

/** What a card may do and look up. */
export interface CardContext {
  config: Config;
  /** The words of `content/widget.yml`; the key itself where it is missing. */
  say(key: string, values?: Record<string, string | number>): string;
  /** Sends text as if the visitor had typed it. */
  sendText(text: string): void;
  /** Sends a button's payload; `title` is shown as the visitor's line. */
  sendPayload(title: string, payload: string): void;
  /** Opens the page on which the visitor tracks how it goes, with a massage of this style. */
  track(side?: Side): void;
  /** A paper of this conversation as HTML; rejects where there is none. */
  paper(name: PaperName): Promise<string>;
  /** Whether this message is the newest: older questions are drawn, but their controls do nothing. */
  isLatest: boolean;
  /** Reads a short text out politely (for instance "Copied"). */
  announce(text: string): void;
}

/**
 * Draws what goes under a message's text; nothing for a card whose text says everything.
 * `text` is that text, so that a card need not repeat it.
 */
export type DrawCard<C> = (card: C, context: CardContext, text: string) => Node[];
