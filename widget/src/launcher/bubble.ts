import { h } from "../dom";
import { dismissButton } from "./button";

/**
 * Shows a short text beside the launcher, which a button or Escape takes away.
 *
 * @param parent - where it is put, before everything else.
 * @param role - how urgently it is read out: `alert` or `status`.
 * @param text - what it says.
 * @param onDismiss - called when the visitor takes it away; told whether the focus was in it.
 * @returns takes it away silently.
 */
export function showBubble(
  parent: Element,
  role: string,
  text: string,
  onDismiss: (hadFocus: boolean) => void,
): () => void {
  const remove = () => {
    bubble.remove();
    removeEventListener("keydown", onKey);
  };
  const dismiss = () => {
    const hadFocus = bubble.matches(":focus-within");
    remove();
    onDismiss(hadFocus);
  };
  // It never takes the focus, so the key is listened for wherever the focus is (WCAG 1.4.13).
  const onKey = ({ key }: KeyboardEvent) => {
    if (key === "Escape") dismiss();
  };
  const bubble = h("div", { class: "bubble" }, h("p", { role }, text), dismissButton(dismiss));
  addEventListener("keydown", onKey);
  parent.prepend(bubble);
  return remove;
}
