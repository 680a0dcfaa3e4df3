/** Printing one result, without the page around it. */

import { h } from "../dom";
import type { CardContext } from "./context";
import type { Section } from "./recommendation-text";

const STYLE = `body{font:12pt/1.45 Georgia,serif;margin:1.5cm;color:#000;background:#fff}
h1{font-size:1.5em}h2{font-size:1.1em;margin-block-end:.2em}ul{margin-block-start:0}
h2,li{break-inside:avoid}h2{break-after:avoid}`;

/**
 * Prints sections through a frame of their own. It is built from nodes and a constructed style
 * sheet, so that neither Trusted Types nor a strict content security policy has to allow anything.
 *
 * @param place - where the frame is kept until it is printed.
 * @param sections - what to print; the first is the headline.
 * @param footer - the last line.
 */
export function printSections(
  place: Element,
  sections: readonly Section[],
  footer: string,
  context: CardContext,
): void {
  place.querySelector("iframe")?.remove();
  const frame = h("iframe", { class: "kc-frame", title: context.say("print"), tabindex: -1 });
  frame.setAttribute("aria-hidden", "true");
  // Firefox replaces the frame's first document when it has loaded, so nothing is written before.
  frame.addEventListener("load", () => {
    const view = frame.contentWindow as (Window & typeof globalThis) | null;
    const page = frame.contentDocument;
    if (!view || !page) return;
    fillPage(page, sections, footer);
    page.documentElement.lang = context.config.locale ?? "";
    page.title = context.config.practice ?? "";
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(STYLE);
    page.adoptedStyleSheets = [sheet];
    view.addEventListener("afterprint", () => frame.remove());
    view.print();
  });
  place.append(frame);
}

/** Builds the printed page in `page`. */
export function fillPage(page: Document, sections: readonly Section[], footer: string): void {
  const nodes = sections.flatMap(({ title, lines }, index) => [
    h(index ? "h2" : "h1", {}, title),
    index
      ? h("ul", {}, ...lines.map((line) => h("li", {}, line)))
      : h("div", {}, ...lines.map((line) => h("p", {}, line))),
  ]);
  page.body.replaceChildren(...nodes, h("p", {}, footer));
}
