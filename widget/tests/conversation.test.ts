/** The conversation of a tab, beside other tabs and across reloads, with a real server. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createConversation, type Conversation } from "../src/chat/conversation";
import { progressKey } from "../src/chat/storage";
import { createTransport } from "../src/chat/transport";
import type { BotMessage } from "../src/types";
import { ChatServer } from "./support/server";

/** What a tab shows and tells. */
interface Tab {
  chat: Conversation;
  warnings: string[];
  events: string[];
  heard: string[];
  givenBack: string[];
  lines(): string[];
}

let server: ChatServer;
let stored: Map<string, string>;
/** What this tab keeps over a reload. */
let storedInTab: Map<string, string>;
let page: EventTarget;

beforeEach(async () => {
  server = await new ChatServer().start();
  stored = new Map();
  storedInTab = new Map();
  vi.stubGlobal("localStorage", storageOf(stored));
  vi.stubGlobal("sessionStorage", storageOf(storedInTab));
  vi.stubGlobal("navigator", { onLine: true });
  page = new EventTarget();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
  vi.stubGlobal("BroadcastChannel", Channel);
  Channel.all = [];
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await server.stop();
});

function storageOf(map: Map<string, string>) {
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => map.set(key, value),
    removeItem: (key: string) => map.delete(key),
  };
}

/** Node's own keeps the process alive. */
class Channel {
  static all: Channel[] = [];
  onmessage: (() => void) | null = null;
  constructor(readonly name: string) {
    Channel.all.push(this);
  }
  postMessage(): void {
    for (const other of Channel.all)
      if (other !== this && other.name === this.name) setTimeout(() => other.onmessage?.());
  }
}

function openTab(): Tab {
  const tab: Omit<Tab, "chat"> = {
    warnings: [],
    events: [],
    heard: [],
    givenBack: [],
    lines: () => [
      ...chat.state.entries.map(({ message }) => `${message.from}: ${message.text}`),
      ...chat.state.unsent
        .filter(({ id }) => !chat.state.entries.some(({ key }) => key === id))
        .map(({ text, hasFailed }) => `${hasFailed ? "failed" : "sending"}: ${text}`),
    ],
  };
  const chat = createConversation(server.base, "en-US", createTransport(server.base), {
    changed: () => undefined,
    arrived: (messages: BotMessage[]) => tab.heard.push(...messages.map(({ text }) => text)),
    warn: (key) => key && tab.warnings.push(key),
    giveBack: (text) => tab.givenBack.push(text),
    emit: (event) => tab.events.push(event),
  });
  return { ...tab, chat };
}

async function say(tab: Tab, text: string, payload?: string): Promise<void> {
  tab.chat.say(text, payload);
  await settled(tab);
}

function settled({ chat }: Tab): Promise<void> {
  return vi.waitFor(() => expect(chat.state.current).toBe(""), { timeout: 8000 });
}

function ids(): Set<string> {
  return new Set(server.posts.map(({ id }) => id));
}

describe("a tab", () => {
  it("stores and asks nothing before the first message", async () => {
    const tab = openTab();
    await tab.chat.restore();
    expect(stored.size).toBe(0);
    expect(server.sessionsStarted).toBe(0);
  });

  it("shows and counts an answer once", async () => {
    server.answer = [
      { text: "Careful.", card: { kind: "safety", id: "urgent", signs: [], advice: "", sources: [] } },
      { text: "Then.", card: { kind: "smalltalk", id: "greet" } },
    ];
    const tab = openTab();
    await say(tab, "hello");
    expect(tab.lines()).toEqual(["visitor: hello", "bot: Careful.", "bot: Then."]);
    expect(tab.heard).toEqual(["Careful.", "Then."]);
    expect(tab.events).toEqual(["message_sent", "message_received", "safety_notice"]);
    expect(JSON.parse([...stored.values()][0]!)).toEqual({ token: "token-1" });
    expect(storedInTab.size).toBe(0);
  });

  it("sends one message at a time", async () => {
    let release = () => undefined as void;
    server.hold = new Promise((resolve) => (release = resolve));
    const tab = openTab();
    expect(tab.chat.say("first")).toBe(true);
    expect(tab.chat.say("second")).toBe(false);
    expect(tab.warnings).toEqual(["busy"]);
    release();
    await settled(tab);
    expect(server.posts.map(({ text }) => text)).toEqual(["first"]);
  });

  it("gives a text back that is too long", async () => {
    server.failures = [{ status: 413 }];
    const tab = openTab();
    await say(tab, "long");
    expect(tab.givenBack).toEqual(["long"]);
    expect(tab.warnings).toEqual(["too_long"]);
    expect(tab.lines()).toEqual([]);
  });

  it("keeps a failed message and sends it again as it was", async () => {
    server.failures = [{ status: 500 }];
    const tab = openTab();
    await say(tab, "Relax", "signed");
    expect(tab.lines()).toEqual(["failed: Relax"]);
    expect(tab.warnings).toEqual(["unavailable"]);
    tab.chat.retry(tab.chat.state.unsent[0]!.id);
    await settled(tab);
    expect(tab.lines()).toEqual(["visitor: Relax", "bot: Answer."]);
    expect(ids().size).toBe(1);
    expect(server.posts.map(({ payload }) => payload)).toEqual(["signed", "signed"]);
    expect(tab.events.filter((event) => event === "message_sent")).toHaveLength(1);
  });

  it("starts anew where the session has ended, and says so", async () => {
    const tab = openTab();
    await say(tab, "hello");
    server.expire();
    await say(tab, "again");
    expect(tab.lines()).toEqual(["visitor: again", "bot: Answer."]);
    expect(tab.chat.state.note).toBe("expired");
    expect(tab.chat.state.unsent).toEqual([]);
  });

  it("erases everything", async () => {
    const tab = openTab();
    await say(tab, "hello");
    await tab.chat.erase();
    expect(tab.lines()).toEqual([]);
    expect(tab.chat.state.note).toBe("deleted");
    expect(stored.size).toBe(0);
    expect(server.deletes).toBe(1);
    expect(tab.events).toContain("deleted");
  });

  it("says when it can't erase, and keeps the chat", async () => {
    const tab = openTab();
    await say(tab, "hello");
    await server.stop();
    await tab.chat.erase();
    expect(tab.warnings).toEqual(["unavailable"]);
    expect(tab.lines()).toEqual(["visitor: hello", "bot: Answer."]);
    expect(stored.size).toBe(1);
    await server.start();
  });

  it("calls a message off when the chat is erased meanwhile", async () => {
    const tab = openTab();
    await say(tab, "hello");
    server.hold = new Promise(() => undefined);
    tab.chat.say("never answered");
    await vi.waitFor(() => expect(server.posts).toHaveLength(2));
    await tab.chat.erase();
    expect(tab.lines()).toEqual([]);
    expect(stored.size).toBe(0);
  });

  it("leaves nothing of a chat that the bot has erased but the bot's word", async () => {
    const tab = openTab();
    stored.set(progressKey(server.base), "{}");
    await say(tab, "hello");
    server.answer = [{ text: "All gone.", card: { kind: "notice", id: "deleted" } }];
    await say(tab, "delete everything");
    expect(tab.lines()).toEqual(["bot: All gone."]);
    expect(stored.size).toBe(0);
    expect(tab.events.slice(-2)).toEqual(["deleted", "message_received"]);
  });
});

describe("a reload", () => {
  it("shows what was said, silently", async () => {
    await say(openTab(), "hello");
    const tab = openTab();
    await tab.chat.restore();
    expect(tab.lines()).toEqual(["visitor: hello", "bot: Answer."]);
    expect(tab.heard).toEqual([]);
    expect(tab.events).toEqual([]);
  });

  it("sends what was on its way, once", async () => {
    await say(openTab(), "hello");
    server.hold = new Promise(() => undefined);
    openTab().chat.say("on its way");
    await vi.waitFor(() => expect(server.posts).toHaveLength(2));
    server.hold = Promise.resolve();
    const tab = openTab();
    await tab.chat.restore();
    await settled(tab);
    const lines = ["visitor: hello", "bot: Answer.", "visitor: on its way", "bot: Answer."];
    await vi.waitFor(() => expect(tab.lines()).toEqual(lines));
    expect(ids().size).toBe(2);
  });

  it("does not send a failed message by itself", async () => {
    const before = openTab();
    await say(before, "hello");
    server.failures = [{ status: 500 }];
    await say(before, "not sent");
    const tab = openTab();
    await tab.chat.restore();
    expect(tab.lines().at(-1)).toBe("failed: not sent");
    expect(server.posts).toHaveLength(2);
  });

  it("keeps no words where they outlive the tab", async () => {
    const before = openTab();
    await say(before, "hello");
    server.failures = [{ status: 500 }];
    await say(before, "not sent");
    expect([...storedInTab.values()].join()).toContain("not sent");
    expect([...stored.values()].join()).not.toContain("not sent");
    storedInTab.clear();
    const later = openTab();
    await later.chat.restore();
    expect(later.lines()).toEqual(["visitor: hello", "bot: Answer."]);
  });

  it("says that the last chat has ended", async () => {
    // What is tracked goes on for weeks, a chat doesn't.
    stored.set(progressKey(server.base), "{}");
    await say(openTab(), "hello");
    server.expire();
    const tab = openTab();
    await tab.chat.restore();
    expect(tab.chat.state.note).toBe("expired");
    expect([...stored.keys()]).toEqual([progressKey(server.base)]);
  });

  it("keeps the session where the server can't be reached, and catches up", async () => {
    await say(openTab(), "hello");
    const { fetch } = globalThis;
    const tab = openTab();
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("network")));
    await tab.chat.restore();
    expect(tab.warnings).toEqual(["unavailable"]);
    expect(stored.size).toBe(1);
    vi.stubGlobal("fetch", fetch);
    page.dispatchEvent(new Event("online"));
    await vi.waitFor(() => expect(tab.lines()).toHaveLength(2));
    expect(tab.heard).toEqual([]);
  });
});

describe("two tabs", () => {
  it("show the same, whichever was typed in", async () => {
    const [one, two] = [openTab(), openTab()];
    await say(one, "from one");
    await vi.waitFor(() => expect(two.lines()).toEqual(["visitor: from one", "bot: Answer."]));
    expect(two.heard).toEqual(["Answer."]);
    await say(two, "from two");
    await vi.waitFor(() => expect(one.lines()).toHaveLength(4));
    expect(one.lines()).toEqual(two.lines());
    expect(one.heard).toHaveLength(2);
    expect(server.sessionsStarted).toBe(1);
  });

  it("forget together", async () => {
    const [one, two] = [openTab(), openTab()];
    await say(one, "hello");
    await vi.waitFor(() => expect(two.lines()).toHaveLength(2));
    await one.chat.erase();
    await vi.waitFor(() => expect(two.lines()).toEqual([]));
    expect(two.chat.state.note).toBe("deleted");
  });

  it("forget what one of them could not send, too", async () => {
    const [one, two] = [openTab(), openTab()];
    await say(one, "hello");
    server.failures = [{ status: 500 }];
    await say(one, "not sent");
    await vi.waitFor(() => expect(two.lines()).toHaveLength(2));
    expect(storedInTab.size).toBe(1);
    // Another tab has a sessionStorage of its own.
    vi.stubGlobal("sessionStorage", storageOf(new Map()));
    await two.chat.erase();
    vi.stubGlobal("sessionStorage", storageOf(storedInTab));
    await vi.waitFor(() => expect(one.lines()).toEqual([]));
    expect(storedInTab.size).toBe(0);
  });

  it("have the server's order of what was said at once", async () => {
    const [one, two] = [openTab(), openTab()];
    await say(one, "hello");
    await vi.waitFor(() => expect(two.lines()).toHaveLength(2));
    one.chat.say("from one");
    two.chat.say("from two");
    await Promise.all([settled(one), settled(two)]);
    await vi.waitFor(() => expect(one.lines()).toEqual(two.lines()));
    expect(one.lines()).toHaveLength(6);
  });
});
