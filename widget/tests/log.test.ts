// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ConversationState } from "../src/chat/conversation";
import { entries } from "../src/chat/transcript";
import { createLog } from "../src/panel/log";
import { wordsOf } from "../src/panel/words";
import type { BotMessage, Card, Config } from "../src/types";
import { all, press, question } from "./cards/setup";
import { parse } from "./cards/strings";

const config = {
  practice: "Juniper Street Massage",
  phone: "(555) 010-0142",
  greeting: "Hi, what brings you here?",
  suggestions: ["What does it cost?"],
  privacy_notice: "The chat is stored.",
  strings: parse(),
  rows: [],
} as unknown as Config;

const EMPTY: ConversationState = {
  entries: [],
  unsent: [],
  current: "",
  isTroubled: false,
  note: "",
};

let sent: string[];
let retried: string[];

beforeEach(() => {
  sent = [];
  retried = [];
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

function openLog() {
  const say = wordsOf(config);
  const log = createLog(
    say,
    config,
    (isLatest) => ({
      config,
      say,
      isLatest,
      sendText: (text) => sent.push(text),
      sendPayload: (title, payload) => sent.push(`${title}=${payload}`),
      paper: () => Promise.resolve(""),
      announce: () => undefined,
      track: () => undefined,
    }),
    (id) => retried.push(id),
  );
  document.body.replaceChildren(log.element);
  const show = (state: Partial<ConversationState>) => log.show({ ...EMPTY, ...state }, false);
  return { element: log.element, show };
}

/** A transcript: "> text" is the visitor's. */
function said(...messages: (string | BotMessage)[]): ConversationState["entries"] {
  return entries(
    messages.map((message, index) =>
      typeof message === "string"
        ? { from: "visitor", at: "", id: `v${index}`, text: message }
        : { ...message, from: "bot", at: "" },
    ),
  );
}

const texts = (element: HTMLElement) => all(element, ".kw-text").map((node) => node.textContent);
const buttons = (element: HTMLElement) => all(element, "button").map((node) => node.textContent);

describe("the log", () => {
  it("begins with the greeting, the privacy notice and suggestions", () => {
    const { element, show } = openLog();
    show({});
    expect(texts(element)).toEqual(["Hi, what brings you here?"]);
    expect(all(element, ".kw-note").map((node) => node.textContent)).toEqual(["The chat is stored."]);
    press(element, "What does it cost?");
    expect(sent).toEqual(["What does it cost?"]);
    show({ entries: said("hello") });
    expect(buttons(element)).toEqual([]);
  });

  it("lets only the buttons of the newest turn be used, and none while one is on its way", () => {
    const { element, show } = openLog();
    const offer = { text: "Which?", buttons: [{ title: "This", payload: "signed" }] };
    show({ entries: said("hello", offer) });
    press(element, "This");
    expect(sent).toEqual(["This=signed"]);
    show({ entries: said("hello", offer), current: "v9" });
    expect(buttons(element)).toEqual([]);
    show({ entries: said("hello", offer) });
    expect(buttons(element)).toEqual(["This"]);
    show({ entries: said("hello", offer, "This", { text: "Done." }) });
    expect(buttons(element)).toEqual([]);
  });

  it("draws a question's answers once, not as its buttons again", () => {
    const { element, show } = openLog();
    const card = question("since", ["days", "months"]) as unknown as Card;
    const message = { text: "Since when?", card, buttons: [
      { title: "Days", payload: "payload-days" },
      { title: "Skip", payload: "payload-skip" },
    ] };
    show({ entries: said("hello", message) });
    expect(buttons(element)).toEqual(["Days", "Months", "Skip"]);
  });

  it("says the privacy notice again before the first health question only", () => {
    const { element, show } = openLog();
    const ask = (id: string) => ({
      text: `About ${id}.`,
      card: question(id, ["none"]) as unknown as Card,
    });
    show({ entries: said("a", ask("goals"), "b", ask("signs"), "c", ask("health")) });
    const notes = all(element, ".kw-note");
    expect(notes).toHaveLength(2);
    expect(notes[1]!.nextElementSibling!.textContent).toContain("About signs.");
  });

  it("leaves the privacy notice to the bot where it says one before a health question", () => {
    const { element, show } = openLog();
    const notice = { text: "I'm a bot.", card: { kind: "notice", id: "privacy" } as Card };
    const ask = { text: "About signs.", card: question("signs", ["none"]) as unknown as Card };
    show({ entries: said("a", notice, "b", ask) });
    expect(all(element, ".kw-note")).toHaveLength(1);
  });

  it("goes on after a card that can't be drawn", () => {
    const { element, show } = openLog();
    const broken = {
      kind: "table",
      id: "comparison",
      get rows(): never {
        throw new Error("broken");
      },
    } as unknown as Card;
    const unknown = { kind: "hologram", id: "x" } as unknown as Card;
    show({
      entries: said(
        "hello",
        { text: "Broken.", card: broken },
        { text: "Unknown.", card: unknown },
        null as unknown as BotMessage,
        { text: "<b>Fine</b>" },
      ),
    });
    expect(texts(element)).toEqual([config.greeting, "hello", "Broken.", "Unknown.", "<b>Fine</b>"]);
    expect(element.textContent).toContain("This part can't be shown here.");
    expect(element.querySelector("b")).toBeNull();
  });

  it("shows a failed message with a button to send it again", () => {
    const { element, show } = openLog();
    const message = { id: "m", text: "hello", hasFailed: false };
    show({ unsent: [message], current: "m" });
    const line = all(element, ".kw-visitor")[0]!;
    expect(line.textContent).toBe("You: hello");
    show({ unsent: [message], current: "m", isTroubled: true });
    expect(line.textContent).toContain("Sending");
    show({ unsent: [{ ...message, hasFailed: true }] });
    expect(line.textContent).toContain("Not sent.");
    press(element, "Try again");
    expect(retried).toEqual(["m"]);
    show({ entries: entries([{ from: "visitor", at: "", id: "m", text: "hello" }]) });
    expect(all(element, ".kw-visitor")).toEqual([line]);
    expect(line.textContent).toBe("You: hello");
  });

  it("leaves lines that haven't changed as they are", () => {
    const { element, show } = openLog();
    const table = { kind: "faq", id: "tipping", answer: "", configured: true } as unknown as Card;
    const first = said("hello", { text: "Answer.", card: table });
    show({ entries: first });
    const before = all(element, ".kw-line");
    show({ entries: [...first, ...said("more").map((entry) => ({ ...entry, key: "v7" }))] });
    expect(all(element, ".kw-line").slice(0, 3)).toEqual(before);
  });

  it("says who speaks, unseen", () => {
    const { element, show } = openLog();
    show({ entries: said("hello", { text: "Hi." }) });
    expect(all(element, ".kw-line > .kw-hidden").map((node) => node.textContent)).toEqual([
      "Assistant: ",
      "You: ",
      "Assistant: ",
    ]);
  });

  it("makes links of addresses and of the practice's number, and of nothing else", () => {
    const { element, show } = openLog();
    const text = "See https://a.example/b. Call (555) 010-0142, not javascript:alert(1).";
    show({ entries: said("hello", { text }) });
    expect(texts(element).at(-1)).toBe(text);
    expect(all(element, "a").map((node) => node.getAttribute("href"))).toEqual([
      "https://a.example/b",
      "tel:5550100142",
    ]);
  });
});
