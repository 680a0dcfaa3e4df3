// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAnnouncer } from "../src/panel/announcer";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Every text that was ever in the region. */
function listen(element: HTMLElement): string[] {
  const heard: string[] = [];
  const append = element.append.bind(element);
  element.append = (...nodes: (Node | string)[]) => {
    heard.push(...nodes.map((node) => (typeof node === "string" ? node : node.textContent!)));
    append(...nodes);
  };
  return heard;
}

describe("the announcer", () => {
  it("is one polite region", () => {
    const { element } = createAnnouncer();
    expect(element.getAttribute("aria-live")).toBe("polite");
    expect(element.getAttribute("role")).toBeNull();
  });

  it("says each text once, in order", () => {
    const { element, say } = createAnnouncer();
    const heard = listen(element);
    for (const text of ["one", "two", "three"]) say(text);
    vi.advanceTimersByTime(10_000);
    say("four");
    vi.advanceTimersByTime(10_000);
    expect(heard).toEqual(["one", "two", "three", "four"]);
  });

  it("says two equal texts twice", () => {
    const { element, say } = createAnnouncer();
    const heard = listen(element);
    say("same");
    say("same");
    vi.advanceTimersByTime(10_000);
    expect(heard).toEqual(["same", "same"]);
  });

  it("keeps a text for about a second, not longer", () => {
    const { element, say } = createAnnouncer();
    say("hello");
    expect(element.textContent).toBe("");
    vi.advanceTimersByTime(300);
    expect(element.textContent).toBe("hello");
    vi.advanceTimersByTime(900);
    expect(element.textContent).toBe("hello");
    vi.advanceTimersByTime(200);
    expect(element.textContent).toBe("");
  });

  it("says nothing for nothing", () => {
    const { element, say } = createAnnouncer();
    const heard = listen(element);
    say("");
    vi.advanceTimersByTime(5_000);
    say("after");
    vi.advanceTimersByTime(5_000);
    expect(heard).toEqual(["after"]);
  });
});
