/** The visible conversation: keeps what is drawn, and draws only what changed. */

import type { CardContext } from "../cards/context";
import type { ConversationState } from "../chat/conversation";
import type { Entry } from "../chat/transcript";
import { h } from "../dom";
import type { Config } from "../types";
import { botLine, chips, noteLine, showState, typingLine, visitorLine } from "./lines";
import type { Say } from "./words";

interface Drawn {
  node: HTMLElement;
  isLatest: boolean;
}

/** The log. */
export interface Log {
  readonly element: HTMLElement;
  /** Whether the visitor is looking at the end. */
  isAtEnd(): boolean;
  /** Whether the focus is on something in it. */
  hasFocus(): boolean;
  /** Shows a state; what is drawn already and hasn't changed stays as it is. */
  show(state: ConversationState, isTyping: boolean): void;
  /** Scrolls to the end, so that the visitor's own line is seen. */
  toEnd(): void;
  /** Scrolls so that a line is seen from its beginning. */
  toLine(key: string): void;
}

/** Questions before which the privacy notice is said again, if the bot has not said its own. */
const HEALTH = new Set(["health", "signs"]);
const CONTROLS = "button, form, [role=button]";
/** Nearer to the end than this, the visitor is reading along. */
const NEAR_END = 80;

/**
 * Draws the log with the greeting.
 *
 * @param say - the words.
 * @param config - the practice's.
 * @param contextOf - what a card may do; its controls do nothing unless it is among the latest.
 * @param retry - sends the failed message with this id again.
 */
export function createLog(
  say: Say,
  config: Config,
  contextOf: (isLatest: boolean) => CardContext,
  retry: (id: string) => void,
): Log {
  const element = h("div", {
    class: "kw-log",
    role: "log",
    "aria-live": "off",
    "aria-label": say("title"),
    tabindex: 0,
  });
  const offered = config.suggestions.map((title) => ({ title, payload: "" }));
  const greeting = botLine({ text: config.greeting }, contextOf(true));
  const privacy = noteLine(config.privacy_notice);
  const healthNote = noteLine(config.privacy_notice);
  const typing = typingLine(say);
  const suggestions = h("div", {}, chips(offered, contextOf(true)));
  let drawn = new Map<string, Drawn>();

  const visitor = (key: string, text: string): Drawn =>
    drawn.get(key) ?? { node: visitorLine(say, text), isLatest: false };
  const bot = ({ key, message }: Entry, isLatest: boolean): Drawn => {
    const before = drawn.get(key);
    // A card that had no controls has none to lose: what the visitor unfolded stays unfolded.
    const hasNone = before?.isLatest && !before.node.querySelector(CONTROLS);
    if (before && (hasNone || before.isLatest === isLatest)) return before;
    return { node: botLine(message, contextOf(isLatest)), isLatest };
  };

  return {
    element,
    isAtEnd: () => element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END,
    hasFocus: () => element.matches(":focus-within"),
    show({ entries, unsent, current, isTroubled, note }, isTyping) {
      const lines = new Map<string, Drawn>();
      const lastVisitor = entries.findLastIndex(({ message }) => message.from === "visitor");
      entries.forEach((entry, index) => {
        const { key, message } = entry;
        const isBot = message.from === "bot";
        const isLatest = index > lastVisitor && !current;
        lines.set(key, isBot ? bot(entry, isLatest) : visitor(key, message.text));
      });
      for (const { id, text, hasFailed } of unsent) {
        const line = lines.get(id) ?? visitor(id, text);
        lines.set(id, line);
        const key = hasFailed ? "failed" : isTroubled && id === current ? "sending" : "";
        showState(line.node, say, key, () => retry(id));
      }
      const waiting = new Set(unsent.map(({ id }) => id));
      for (const [key, { node }] of lines) if (!waiting.has(key)) showState(node, say, "", () => 0);
      drawn = lines;

      const nodes = [...lines.values()].map(({ node }) => node);
      const health = entries.findIndex(isAboutHealth);
      if (health >= 0 && !entries.slice(0, health).some(isPrivacyNotice)) {
        nodes.splice(health, 0, healthNote);
      }
      if (!nodes.length) nodes.push(suggestions);
      if (note) nodes.unshift(noteLine(say(note)));
      if (isTyping) nodes.push(typing);
      arrange(element, [greeting, privacy, ...nodes]);
    },
    toEnd() {
      element.scrollTop = element.scrollHeight;
    },
    toLine(key) {
      const node = drawn.get(key)?.node;
      // The notice before a health question is part of it.
      const first = node?.previousSibling === healthNote ? healthNote : node;
      if (first) element.scrollTop = first.offsetTop - element.offsetTop - 8;
    },
  };
}

function isAboutHealth({ message }: Entry): boolean {
  return message.card?.kind === "question" && HEALTH.has(message.card.id);
}

function isPrivacyNotice({ message }: Entry): boolean {
  return message.card?.kind === "notice" && message.card.id === "privacy";
}

/** Puts nodes into a parent in order; moves none that is in its place, so none loses the focus. */
function arrange(parent: Element, nodes: Element[]): void {
  const wanted = new Set(nodes);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    const there = parent.children[index] ?? null;
    if (there !== node) parent.insertBefore(node, there);
  });
}
