import { h, link, type Child } from "../dom";
import { ICONS, iconButton } from "./icons";
import type { Say } from "./words";

/** What can be done from the menu. */
export interface MenuActions {
  startOver(): void;
  track(): void;
  erase(): void;
  privacyNotice: string;
  /** Of the chat as a page; "" on that page itself. */
  pageAddress: string;
}

/** The button in the panel's head, and the sheet below it. */
export interface Menu {
  readonly button: HTMLElement;
  readonly sheet: HTMLElement;
  /** Closes the sheet; the focus goes back to the button where it was inside. */
  hide(): void;
}

/**
 * Draws it, closed.
 *
 * @param say - the words.
 * @param actions - what the items do.
 */
export function createMenu(say: Say, actions: MenuActions): Menu {
  const show = (...children: Child[]) => {
    sheet.hidden = !children.length;
    button.setAttribute("aria-expanded", String(!sheet.hidden));
    sheet.replaceChildren(...children.filter((child) => child instanceof Node));
    sheet.querySelector<HTMLElement>("button, [tabindex]")?.focus();
  };
  const hide = () => {
    const hadFocus = sheet.matches(":focus-within");
    show();
    if (hadFocus) button.focus();
  };
  const item = (key: string, act: () => void) =>
    h("button", { type: "button", onclick: act }, say(key));
  const last = (act: () => void) => () => {
    hide();
    act();
  };
  const confirm = () =>
    show(
      h("p", { tabindex: -1 }, say("delete_confirm")),
      item("delete_no", hide),
      item("delete_yes", last(actions.erase)),
    );
  const open = () =>
    show(
      item("start_over", last(actions.startOver)),
      item("track", last(actions.track)),
      item("privacy", () => show(h("p", { tabindex: -1 }, actions.privacyNotice))),
      actions.pageAddress && link(say("page_link"), actions.pageAddress),
      item("delete_chat", confirm),
    );
  const button = iconButton(ICONS.menu, say("menu"), {
    "aria-expanded": "false",
    onclick: () => (sheet.hidden ? open() : hide()),
  });
  const sheet = h("div", {
    class: "kw-sheet",
    role: "group",
    "aria-label": say("menu"),
    hidden: true,
    onfocusout(event: Event) {
      const next = (event as FocusEvent).relatedTarget as Node | null;
      if (next && next !== button && !sheet.contains(next)) hide();
    },
  });
  return { button, sheet, hide };
}
