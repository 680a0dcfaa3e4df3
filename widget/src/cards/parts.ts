/** Pieces that several kinds of card are made of. */

import { h, link, telephoneLink, svg, type Child } from "../dom";
import type { Source } from "../types";
import type { CardContext } from "./context";

/** The items of a list, none where a broken card has no list. */
export function many<T>(items: readonly T[] | null | undefined): readonly T[] {
  return Array.isArray(items) ? items : [];
}

/** The box around a card; `look` names its classes in `styles.ts`. */
export function box(look: string, ...children: Child[]): HTMLElement {
  return h("div", { class: `kc ${look}` }, ...children);
}

/** A heading with what stands under it; nothing where that is empty. */
export function part(title: string, body: Child): Child {
  return body && h("div", { class: "kc-part" }, h("h4", {}, title), body);
}

/** A bulleted list; nothing where there are no items. */
export function bullets(items: readonly Child[]): Child {
  return items.length > 0 && h("ul", {}, ...items.map((item) => h("li", {}, item)));
}

/** A description list of the pairs that have a description; nothing where none has. */
export function terms(pairs: readonly [string, Child][]): Child {
  const told = pairs.filter(([, description]) => description);
  return (
    told.length > 0 &&
    h("dl", {}, ...told.flatMap(([term, text]) => [h("dt", {}, term), h("dd", {}, text)]))
  );
}

/** A disclosure, closed at first. */
export function more(title: string, body: Child): Child {
  return body && h("details", {}, h("summary", {}, title), body);
}

// The content keeps addresses without "https://" (content/sources.yml).
const BARE_ADDRESS = /^[\w-]+(\.[\w-]+)+(\/\S*)?$/;

/** The sources of a card, folded away. */
export function sources(list: readonly Source[] | undefined, context: CardContext): Child {
  const items = many(list).map(({ title, url }) =>
    link(title, BARE_ADDRESS.test(url) ? `https://${url}` : url),
  );
  return more(context.say("sources"), bullets(items));
}

/** A link that calls a number; nothing where there is none. */
export function callLink(title: string, number: string | undefined, look = "kc-button"): Child {
  if (!number) return null;
  const anchor = telephoneLink(number, title);
  anchor.className = look;
  return anchor;
}

/** A button with a listener. */
export function button(title: string, look: string, act: () => void): HTMLButtonElement {
  return h("button", { type: "button", class: look, onclick: act }, title);
}

/** A named group of controls. */
export function group(name: string, look: string, ...children: Child[]): HTMLElement {
  return h("div", { role: "group", "aria-label": name, class: look }, ...children);
}

/** A picture that only decorates: the words beside it say the same. */
export function icon(path: string): SVGElement {
  return svg(
    "svg",
    { viewBox: "0 0 24 24", "aria-hidden": "true", class: "kc-icon" },
    svg("path", { d: path }),
  );
}
