/** The panel's frame: head, log, warnings, composer. */

import { h } from "../dom";
import { ICONS, iconButton } from "./icons";
import type { Menu } from "./menu";
import type { Say } from "./words";

/** What the frame holds and does. */
export interface ViewParts {
  say: Say;
  isPage: boolean;
  locale: string;
  menu: Menu;
  /** From the log to the composer. */
  middle: HTMLElement[];
  composer: HTMLElement;
  /** Not seen, only heard. */
  announcer: HTMLElement;
  close(): void;
  talkToPerson(): void;
}

/**
 * Draws the panel's frame, closed.
 *
 * @param parts - what is in it.
 */
export function drawView(parts: ViewParts): HTMLElement {
  const { say, menu, isPage, close } = parts;
  const onKey = (event: Event) => {
    if ((event as KeyboardEvent).key !== "Escape") return;
    // The page may have its own use for the key.
    event.stopPropagation();
    if (menu.sheet.hidden) close();
    else menu.hide();
  };
  const person = h(
    "button",
    { type: "button", class: "kw-person", onclick: parts.talkToPerson },
    say("person"),
  );
  const names = [h("h2", { id: "kw-title" }, say("title")), h("p", {}, say("subtitle"))];
  return h(
    "div",
    {
      class: "kw",
      role: isPage ? "region" : "dialog",
      "aria-labelledby": "kw-title",
      lang: parts.locale,
      dir: document.documentElement.dir || "ltr",
      hidden: true,
      onkeydown: onKey,
    },
    // Not a header element: that would be a second banner of the page.
    h(
      "div",
      { class: "kw-head" },
      h("div", { class: "kw-names" }, ...names),
      menu.button,
      !isPage && iconButton(ICONS.close, say("close"), { onclick: close }),
    ),
    menu.sheet,
    ...parts.middle,
    h(
      "div",
      { class: "kw-foot" },
      parts.composer,
      person,
    ),
    parts.announcer,
  );
}
