/** What the launcher and the panel, which is loaded later, know of each other. */

import type { Config } from "./types";

/** What a site may count: that something happened, never what was said. */
export type ChatEvent =
  | "open"
  | "close"
  | "message_sent"
  | "message_received"
  | "recommendation"
  | "safety_notice"
  | "handoff"
  | "deleted";

export interface PanelOptions {
  /** Where the panel is drawn. */
  root: ShadowRoot;
  /** The server's address, without a slash at its end. */
  base: string;
  config: Config;
  /** `page`: the panel is the page's main part and can't be closed. */
  mode: "dialog" | "page";
  /** Overrides what the visitor's system prefers. */
  theme: string | undefined;
  emit(event: ChatEvent): void;
  /** The visitor closed the panel. */
  onClose(): void;
  /** How many messages came while the panel was closed. */
  onUnread(count: number): void;
  /** Whether the panel fills the screen, so that nothing else may be reached. */
  onFullScreen(isFull: boolean): void;
}

export interface Panel {
  open(): void;
  close(): void;
}

/** What `panel.js` exports. */
export interface PanelModule {
  mountPanel(options: PanelOptions): Panel;
}
