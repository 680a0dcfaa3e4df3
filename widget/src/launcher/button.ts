import { h, svg } from "../dom";
import { word } from "./practice";

const CROSS = "M6 6l12 12M18 6L6 18";
const SPEECH =
  "M4 4h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-8l-5 4v-4H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z";

function pictured(path: string, attributes: Parameters<typeof h>[1], ...more: Node[]) {
  const picture = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
  picture.append(svg("path", { d: path }));
  return h("button", { type: "button", ...attributes }, picture, ...more);
}

/** A button that takes something away. */
export function dismissButton(onPress: () => void): HTMLElement {
  return pictured(CROSS, { "aria-label": word("nudge_dismiss"), onclick: onPress });
}

/**
 * The button that opens the chat.
 *
 * @param onPress - it was pressed.
 * @param onApproach - it may be pressed soon.
 * @returns the button, and what shows how many messages came meanwhile.
 */
export function launcherButton(
  onPress: () => void,
  onApproach: () => void,
): [HTMLElement, (count: number) => void] {
  const badge = h("span", { class: "badge", "aria-hidden": "true" });
  const button = pictured(
    SPEECH,
    {
      "aria-haspopup": "dialog",
      "aria-expanded": "false",
      onclick: onPress,
      onpointerenter: onApproach,
      onfocus: onApproach,
    },
    badge,
  );
  const showUnread = (count: number) => {
    badge.textContent = String(count);
    badge.hidden = !count;
    button.setAttribute("aria-label", word(count ? "launcher_unread" : "launcher", count));
  };
  showUnread(0);
  return [button, showUnread];
}
