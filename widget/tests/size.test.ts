/** What a page loads, as committed. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";

const LAUNCHER = 3_000;
const ALL = 18_000;
/** What those load who track how it goes, without the words that the server puts in. */
const PROGRESS = 7_000;
// Words and colours as the server puts them in.
const LITERAL = JSON.stringify({
  strings: {
    launcher: "Chat with us",
    launcher_unread: "Chat with us, {count} unread",
    nudge: "Not sure which massage fits? Ask here.",
    nudge_dismiss: "Dismiss this hint",
  },
  colors: { primary: "#2f5d50", on_primary: "#ffffff" },
});

const PLACEHOLDER = '"__KNEADWISE_PRACTICE__"';

function built(name: string): string {
  return readFileSync(new URL(`../dist/${name}`, import.meta.url), "utf8");
}

function size(text: string): number {
  return gzipSync(text, { level: 9 }).length;
}

it("has one place for the practice's words", () => {
  expect(built("widget.js").split(PLACEHOLDER)).toHaveLength(2);
});

it(`loads at most ${LAUNCHER} bytes before the chat is opened`, () => {
  expect(size(built("widget.js").replace(PLACEHOLDER, LITERAL))).toBeLessThanOrEqual(LAUNCHER);
});

it(`loads at most ${ALL} bytes in all`, () => {
  const launcher = built("widget.js").replace(PLACEHOLDER, LITERAL);
  expect(size(launcher) + size(built("panel.js"))).toBeLessThanOrEqual(ALL);
});

it("has one place for what is said of progress", () => {
  expect(built("progress.js").split('"__KNEADWISE_PROGRESS__"')).toHaveLength(2);
});

it(`loads at most ${PROGRESS} bytes more for those who track how it goes`, () => {
  expect(size(built("progress.js"))).toBeLessThanOrEqual(PROGRESS);
});

it("names no other server", () => {
  for (const name of ["widget.js", "panel.js"])
    expect(built(name).match(/https?:\/\/[\w.-]+/g)).toEqual(["http://www.w3.org"]);
});
