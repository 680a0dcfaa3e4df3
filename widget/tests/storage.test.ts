// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openStorage, progressKey } from "../src/chat/storage";

const BASE = "https://chat.example";
const MESSAGE = { id: "1", text: "hello", hasFailed: false };

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(() => vi.unstubAllGlobals());

describe("the chat's storage", () => {
  it("holds nothing before a session starts", () => {
    const storage = openStorage(BASE);
    storage.keep(MESSAGE);
    expect(storage.token()).toBe("");
    expect(storage.unsent()).toEqual([]);
    expect(localStorage.length).toBe(0);
  });

  it("shares the token with other tabs, and not with other servers", () => {
    openStorage(BASE).start("token");
    expect(openStorage(BASE).token()).toBe("token");
    expect(openStorage("https://other.example").token()).toBe("");
  });

  it("keeps a message until it is settled, once", () => {
    const storage = openStorage(BASE);
    storage.start("token");
    storage.keep(MESSAGE);
    storage.keep({ ...MESSAGE, hasFailed: true });
    storage.keep({ ...MESSAGE, id: "2" });
    expect(openStorage(BASE).unsent()).toEqual([
      { ...MESSAGE, hasFailed: true },
      { ...MESSAGE, id: "2" },
    ]);
    storage.settle("1");
    expect(openStorage(BASE).unsent()).toEqual([{ ...MESSAGE, id: "2" }]);
  });

  it("keeps a message for its tab alone", () => {
    const storage = openStorage(BASE);
    storage.start("token");
    storage.keep(MESSAGE);
    expect(JSON.stringify(localStorage)).not.toContain(MESSAGE.text);
    expect(JSON.stringify(sessionStorage)).toContain(MESSAGE.text);
    storage.settle(MESSAGE.id);
    expect(sessionStorage.length).toBe(0);
  });

  it("sends nothing of a chat that another tab has deleted", () => {
    const storage = openStorage(BASE);
    storage.start("old");
    storage.keep(MESSAGE);
    localStorage.clear();
    expect(storage.unsent()).toEqual([]);
    storage.start("new");
    expect(storage.unsent()).toEqual([]);
  });

  it("forgets the chat, and keeps what is tracked until everything is erased", () => {
    const storage = openStorage(BASE);
    const others = progressKey("https://other.example");
    localStorage.setItem(progressKey(BASE), "{}");
    localStorage.setItem(others, "{}");
    storage.start("token");
    storage.keep(MESSAGE);
    storage.clear();
    expect(Object.keys(localStorage).sort()).toEqual([progressKey(BASE), others].sort());
    expect(sessionStorage.length).toBe(0);
    storage.erase();
    expect(Object.keys(localStorage)).toEqual([others]);
  });

  it("does not forget another tab's newer session", () => {
    const storage = openStorage(BASE);
    storage.start("old");
    openStorage(BASE).start("new");
    storage.clear("old");
    expect(storage.token()).toBe("new");
  });

  it.each(["{", "null", "7", '{"token":""}', '{"unsent":[]}'])("survives %s", (text) => {
    const storage = openStorage(BASE);
    localStorage.setItem(storage.key, text);
    sessionStorage.setItem(storage.key, text);
    expect(storage.token()).toBe("");
    expect(storage.unsent()).toEqual([]);
    storage.start("token");
    expect(storage.token()).toBe("token");
  });

  it("lasts as long as the page where storage is forbidden", () => {
    const forbidden = () => {
      throw new DOMException("forbidden", "SecurityError");
    };
    const closed = { getItem: forbidden, setItem: forbidden, removeItem: forbidden };
    vi.stubGlobal("localStorage", closed);
    vi.stubGlobal("sessionStorage", closed);
    const storage = openStorage(BASE);
    storage.start("token");
    storage.keep(MESSAGE);
    expect(storage.token()).toBe("token");
    expect(storage.unsent()).toEqual([MESSAGE]);
    storage.clear();
    expect(storage.token()).toBe("");
  });
});
