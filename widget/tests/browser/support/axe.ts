/** What axe finds on a page, shadow roots included. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** All five: a single one of them holds as few as one rule (shared/design/widget.md §1c). */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Each violation as "rule: the elements it is about". */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(SOURCE);
  return page.evaluate(async (tags) => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const found = await axe.run(document, { runOnly: tags });
    return found.violations.map(
      (v) => `${v.id}: ${v.nodes.map((n) => `${n.target.flat().join(" ")} ${n.html}`).join(" | ")}`,
    );
  }, TAGS);
}
