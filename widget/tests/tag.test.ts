// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from "vitest";
import { findTag } from "../src/launcher/tag";

afterEach(() => {
  document.head.replaceChildren();
  Object.defineProperty(document, "currentScript", { value: null, configurable: true });
});

function script(attributes: Record<string, string>, isCurrent = false): HTMLScriptElement {
  // Not connected as JavaScript: nothing may be fetched here.
  const element = document.createElement("script");
  element.type = "text/plain";
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.head.append(element);
  if (isCurrent)
    Object.defineProperty(document, "currentScript", { value: element, configurable: true });
  return element;
}

describe("findTag", () => {
  it("reads the running script's own tag", () => {
    script({ src: "https://other.example/widget.js", "data-practice": "other" });
    script(
      {
        src: "https://chat.example/widget.js",
        "data-practice": "juniper",
        "data-theme": "dark",
        "data-nudge-seconds": "20",
      },
      true,
    );
    expect(findTag(document)).toEqual({
      base: "https://chat.example",
      practice: "juniper",
      mode: "dialog",
      theme: "dark",
      nudgeSeconds: 20,
    });
  });

  it.each([
    ["https://chat.example/widget.js", "https://chat.example"],
    ["https://chat.example/v1/widget.js", "https://chat.example"],
    ["https://chat.example/v1/widget.js?ver=6.4", "https://chat.example"],
    ["https://chat.example:8443/chat/widget.js", "https://chat.example:8443/chat"],
    ["http://127.0.0.1:5005/widget.js#x", "http://127.0.0.1:5005"],
  ])("takes the server's address from %s", (src, base) => {
    script({ src, "data-practice": "juniper" });
    expect(findTag(document)?.base).toBe(base);
  });

  it("finds a tag that was moved and lost its attributes", () => {
    script({ src: "https://site.example/theme.js" }, true);
    script({ src: "https://chat.example/v1/widget.js" });
    expect(findTag(document)).toMatchObject({ base: "https://chat.example", practice: "" });
  });

  it("takes the attributes of a tag whose address an optimizer changed", () => {
    script({ src: "https://site.example/cache/combined.js", "data-practice": "juniper" }, true);
    expect(findTag(document, { src: "https://chat.example/widget.js" })).toMatchObject({
      base: "https://chat.example",
      practice: "juniper",
    });
  });

  it("reads window.Kneadwise where there is no tag", () => {
    const configured = { src: "https://chat.example/widget.js", practice: "juniper", mode: "page" };
    expect(findTag(document, configured)).toMatchObject({
      base: "https://chat.example",
      practice: "juniper",
      mode: "page",
      nudgeSeconds: 0,
    });
  });

  it("finds nothing where nothing tells the server's address", () => {
    script({ src: "https://site.example/theme.js" }, true);
    script({ "data-practice": "juniper" });
    expect(findTag(document)).toBeNull();
    expect(findTag(document, { src: "javascript:alert(1)//widget.js" })).toBeNull();
  });

  it("takes a hint after no number of seconds for none", () => {
    script({ src: "https://chat.example/widget.js", "data-nudge-seconds": "soon" });
    expect(findTag(document)?.nudgeSeconds).toBe(0);
  });
});
