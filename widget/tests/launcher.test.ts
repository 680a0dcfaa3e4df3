// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from "vitest";
import { emit, on } from "../src/launcher/events";
import { keepInBody } from "../src/launcher/host";
import { launch } from "../src/launcher/launcher";
import { startNudge } from "../src/launcher/nudge";
import { all, press } from "./cards/setup";

const TAG = {
  base: "https://chat.example",
  practice: "juniper",
  mode: "dialog",
  theme: undefined,
  nudgeSeconds: 0,
} as const;

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  document.body.replaceChildren();
  sessionStorage.clear();
});

describe("events", () => {
  it("reach those who asked for them, without content, until they have enough", () => {
    const heard: unknown[][] = [];
    const off = on("open", (...what: unknown[]) => heard.push(what));
    emit("open");
    emit("close");
    off();
    off();
    emit("open");
    expect(heard).toEqual([[]]);
  });

  it("survive a site's own mistake", () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const heard = vi.fn();
    const offs = [
      on("open", () => {
        throw new Error("theirs");
      }),
      on("open", heard),
    ];
    expect(() => emit("open")).not.toThrow();
    expect(heard).toHaveBeenCalledOnce();
    offs.forEach((off) => off());
  });
});

describe("the launcher", () => {
  it("is a button with a name, and asks for nothing by itself", () => {
    const fetched = vi.spyOn(globalThis, "fetch");
    launch(TAG);
    const host = document.querySelector("kneadwise-chat")!;
    const button = host.shadowRoot!.querySelector("button")!;
    // The server hasn't put the words in: the keys stand for them.
    expect(button.getAttribute("aria-label")).toBe("launcher");
    expect(button.getAttribute("aria-expanded")).toBe("false");
    expect(button.getAttribute("aria-haspopup")).toBe("dialog");
    expect(fetched).not.toHaveBeenCalled();
    expect(localStorage.length + sessionStorage.length).toBe(0);
  });

  it("comes back when a page swaps its content", async () => {
    const element = document.createElement("kneadwise-chat");
    keepInBody(element);
    document.body.replaceChildren();
    await vi.waitFor(() => expect(element.isConnected).toBe(true));
    document.body.replaceChildren();
    await vi.waitFor(() => expect(element.isConnected).toBe(true));
  });
});

describe("the hint", () => {
  const shown = () => all(document, ".bubble").length;

  it("shows once after its seconds, and not on the next page once dismissed", () => {
    vi.useFakeTimers();
    startNudge(document.body, 5, () => undefined);
    vi.advanceTimersByTime(4_900);
    expect(shown()).toBe(0);
    vi.advanceTimersByTime(200);
    expect(shown()).toBe(1);
    expect(sessionStorage.length).toBe(0);
    press(document, "nudge_dismiss");
    expect(shown()).toBe(0);
    expect(sessionStorage.length).toBe(1);
    startNudge(document.body, 5, () => undefined);
    vi.advanceTimersByTime(60_000);
    expect(shown()).toBe(0);
  });

  it("goes away with Escape, wherever the focus is, and leaves the focus there", () => {
    vi.useFakeTimers();
    const dismissed = vi.fn();
    startNudge(document.body, 1, dismissed);
    vi.advanceTimersByTime(1_000);
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "a" }));
    expect(shown()).toBe(1);
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    expect(shown()).toBe(0);
    expect(dismissed).toHaveBeenCalledWith(false);
  });

  it("does not show unless it is asked for, nor once the chat was opened", () => {
    vi.useFakeTimers();
    startNudge(document.body, 0, () => undefined);
    startNudge(document.body, 5, () => undefined)();
    vi.advanceTimersByTime(60_000);
    expect(shown()).toBe(0);
  });
});
