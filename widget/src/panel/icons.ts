import { h, svg } from "../dom";

/** Pictures of the panel's buttons; the words are the buttons' names. */
export const ICONS = {
  close: "M6 6l12 12M18 6L6 18",
  menu: "M5 7h14M5 12h14M5 17h14",
  send: "M12 19V6M6 12l6-6 6 6",
};

/**
 * A button with a picture.
 *
 * @param path - one of `ICONS`.
 * @param name - what it does, in words.
 * @param attributes - more of its attributes.
 */
export function iconButton(
  path: string,
  name: string,
  attributes: Parameters<typeof h>[1],
): HTMLButtonElement {
  return h(
    "button",
    { type: "button", class: "kw-square", "aria-label": name, ...attributes },
    svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: path })),
  );
}
