/** The conversation of one visitor, in step with the server and the visitor's other tabs. */

import type { ChatEvent } from "../panel-api";
import type { BotMessage } from "../types";
import { deliver, pause, type DeliveryContext, type Trouble } from "./delivery";
import { newId, type Outgoing, type Unsent } from "./outgoing";
import { sessionToken } from "./session";
import { openStorage } from "./storage";
import { joinTabs } from "./tabs";
import { entries, turnEntries, type Entry } from "./transcript";
import { Problem, type PaperName, type Transport } from "./transport";

/** The server's limit of a message, in characters. */
export const LONGEST_MESSAGE = 1000;

const DELETE_TRIES = 30;

/** What of the conversation is shown. */
export interface ConversationState {
  /** What the server knows of. */
  entries: Entry[];
  /** What it hasn't answered yet. */
  unsent: Unsent[];
  /** The id of the message on its way; "" for none. */
  current: string;
  /** Whether that one meets difficulties. */
  isTroubled: boolean;
  /** Why the conversation is empty although there was one before. */
  note: "" | "expired" | "deleted";
}

/** What the conversation tells the panel. */
export interface ConversationHooks {
  /** Something that is shown has changed. */
  changed(): void;
  /** The bot said something new. */
  arrived(messages: BotMessage[]): void;
  /** Shows a word of `content/widget.yml` as a warning; "" takes the last one away. */
  warn(key: Trouble | "too_long" | "", count?: number): void;
  /** The message can't be sent as it is; the visitor gets the text back. */
  giveBack(text: string): void;
  emit(event: ChatEvent): void;
}

/** What can be done with a conversation. */
export interface Conversation {
  readonly state: ConversationState;
  /** Whether there is an earlier conversation to show. */
  isStored(): boolean;
  /** Shows it, silently, and sends what was on its way when the page ended. */
  restore(): Promise<void>;
  /**
   * Sends what the visitor typed, or a button's payload with its title as the text.
   * Returns whether it was taken; not while another message is on its way.
   */
  say(text: string, payload?: string): boolean;
  /** Sends a failed message again, as it was. */
  retry(id: string): void;
  /** A paper as HTML; rejects where there is none. */
  paper(name: PaperName): Promise<string>;
  /** The link to book was followed. */
  booking(): void;
  /** Erases the conversation here, in other tabs and on the server, and what is tracked. */
  erase(): Promise<void>;
}

/**
 * Connects with a conversation; nothing is asked or stored yet.
 *
 * @param base - the server's address.
 * @param locale - of a new session.
 * @param transport - calls the server.
 * @param hooks - what is told of it.
 */
export function createConversation(
  base: string,
  locale: string,
  transport: Transport,
  hooks: ConversationHooks,
): Conversation {
  const storage = openStorage(base);
  const state: ConversationState = {
    entries: [],
    unsent: [],
    current: "",
    isTroubled: false,
    note: "",
  };
  let abort = new AbortController();
  let sending = Promise.resolve();
  let isErasing = false;
  /** Whether the server may know more than `state.entries`. */
  let isStale = false;
  /** Whether what the server tells next was said before this page was opened. */
  let isHistory = false;

  const keys = () => new Set(state.entries.map(({ key }) => key));
  const take = (id: string) => {
    state.unsent = state.unsent.filter((message) => message.id !== id);
  };
  const put = (message: Unsent) => {
    take(message.id);
    state.unsent.push(message);
  };
  const fail = (message: Unsent) => {
    const failed = { ...message, hasFailed: true };
    put(failed);
    storage.keep(failed);
  };
  const reset = (note: ConversationState["note"]) => {
    Object.assign(state, { entries: [], unsent: [], note });
    hooks.warn("");
    hooks.changed();
  };
  const forget = (note: ConversationState["note"]) => {
    storage.erase();
    reset(note);
    hooks.emit("deleted");
    tellTabs();
  };
  const isBusy = () => {
    const busy = !!state.current || isErasing;
    if (busy) hooks.warn("busy");
    return busy;
  };

  /** Asks the server what was said meanwhile. */
  const refresh = async (): Promise<void> => {
    isStale = true;
    // Later, so that the lines of an answer on its way aren't drawn twice.
    if (state.current || isErasing) return;
    const token = storage.token();
    try {
      const fresh = token ? entries(await transport.transcript(token)) : [];
      if (state.current || isErasing || storage.token() !== token) return;
      isStale = false;
      const known = keys();
      if (!token) storage.clear();
      if (!token && known.size) return reset("deleted");
      state.entries = fresh;
      const now = keys();
      state.unsent = state.unsent.filter(({ id }) => !now.has(`${id}#0`));
      if (fresh.length) state.note = "";
      hooks.changed();
      const news = fresh.filter(({ key, message }) => message.from === "bot" && !known.has(key));
      if (news.length && !isHistory) hooks.arrived(news.map(({ message }) => message));
      isHistory = false;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.status !== 401) return;
      isStale = false;
      storage.clear(token);
      reset("expired");
    }
  };
  const tellTabs = joinTabs(storage.key, () => void refresh());
  addEventListener("online", () => {
    if (isStale) void refresh();
  });

  const received = (message: Outgoing, answer: BotMessage[]): void => {
    const cards = answer.flatMap((said) => said?.card ?? []);
    const isErased = cards.some(({ kind, id }) => kind === "notice" && id === "deleted");
    // The bot erased it all because the visitor wrote so; only that it did is left to read.
    if (isErased) forget("");
    take(message.id);
    state.current = "";
    const known = keys();
    const turn = turnEntries(message, answer).filter(({ key }) => !known.has(key));
    state.entries = [...state.entries, ...(isErased ? turn.slice(1) : turn)];
    hooks.changed();
    hooks.arrived(answer);
    hooks.emit("message_received");
    for (const { kind, id } of cards) {
      if (kind === "recommendation") hooks.emit("recommendation");
      if (kind === "safety" && id !== "fine") hooks.emit("safety_notice");
      if (kind === "handoff" && (id === "offer" || id === "sent")) hooks.emit("handoff");
    }
    tellTabs();
  };

  const contextOf = (message: Unsent): DeliveryContext => ({
    async token(signal) {
      const token = await sessionToken(storage, transport, locale, signal);
      storage.keep(message);
      return token;
    },
    drop: (token) => storage.clear(token),
    tell(trouble, seconds) {
      if (trouble === "expired") {
        reset(trouble);
        put(message);
      } else {
        state.isTroubled = true;
        hooks.warn(trouble, seconds);
      }
      hooks.changed();
    },
    isOffline: () => !navigator.onLine,
    pause,
  });

  const send = async ({ id, text, payload }: Outgoing): Promise<void> => {
    const message = { id, text, payload, hasFailed: false };
    state.current = id;
    state.isTroubled = false;
    put(message);
    hooks.warn("");
    hooks.changed();
    try {
      const answer = await deliver(message, transport, contextOf(message), abort.signal);
      storage.settle(id);
      hooks.warn("");
      received(message, answer);
    } catch (error) {
      const status = error instanceof Problem ? error.status : -1;
      if (status === 413) {
        storage.settle(id);
        take(id);
        hooks.warn("too_long", LONGEST_MESSAGE);
        hooks.giveBack(text);
      } else {
        fail(message);
        // Of 429 the visitor was told how long to wait; below 0 it was aborted.
        if (status >= 0 && status !== 429) hooks.warn("unavailable");
      }
    } finally {
      state.current = "";
      hooks.changed();
      if (isStale) void refresh();
    }
  };

  const end = async (token: string): Promise<void> => {
    for (let tries = 1; ; tries += 1)
      try {
        await transport.end(token);
        return;
      } catch (error) {
        const status = error instanceof Problem ? error.status : -1;
        if (status === 401) return;
        // 409: a message of this conversation is still being answered.
        if (status !== 409 || tries === DELETE_TRIES) throw error;
        await pause(1, abort.signal);
      }
  };

  return {
    state,
    isStored: () => !!storage.token(),
    async restore() {
      const unsent = storage.unsent();
      isHistory = !!storage.token();
      if (isHistory) await refresh();
      if (isStale && !state.current) hooks.warn("unavailable");
      const known = keys();
      for (const message of unsent)
        if (known.has(`${message.id}#0`)) storage.settle(message.id);
        else if (message.hasFailed || state.current) fail(message);
        else {
          isStale ||= known.has(message.id);
          sending = send(message);
        }
      hooks.changed();
    },
    say(text, payload) {
      if (isBusy()) return false;
      hooks.emit("message_sent");
      sending = send({ id: newId(), text, payload });
      return true;
    },
    retry(id) {
      const message = state.unsent.find((one) => one.id === id);
      if (message && !isBusy()) sending = send(message);
    },
    paper: (name) => transport.paper(storage.token(), name),
    booking: () => transport.booking(storage.token()),
    async erase() {
      const token = storage.token();
      isErasing = true;
      abort.abort();
      abort = new AbortController();
      await sending;
      try {
        if (token) await end(token);
        forget("deleted");
      } catch {
        hooks.warn("unavailable");
      }
      isErasing = false;
      hooks.changed();
    },
  };
}
