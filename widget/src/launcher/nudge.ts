import { showBubble } from "./bubble";
import { word } from "./practice";

// Kept for the visit of this tab only, and only once the visitor has done something.
const DISMISSED = "kneadwise:nudge-dismissed";

/**
 * Shows one hint after some seconds, unless it was dismissed or the chat was opened before.
 *
 * @param parent - where it is put.
 * @param seconds - until it shows; 0 for never.
 * @param onDismiss - called when the visitor dismisses it; told whether the focus was in it.
 * @returns ends it, because the chat was opened.
 */
export function startNudge(
  parent: Element,
  seconds: number,
  onDismiss: (hadFocus: boolean) => void,
): () => void {
  let remove = (): void => undefined;
  if (!(seconds > 0) || stored(() => sessionStorage.getItem(DISMISSED))) return remove;
  const remember = () => stored(() => sessionStorage.setItem(DISMISSED, "1"));
  const timer = setTimeout(() => {
    remove = showBubble(parent, "status", word("nudge"), (hadFocus) => {
      remember();
      onDismiss(hadFocus);
    });
  }, seconds * 1000);
  return () => {
    clearTimeout(timer);
    remove();
    remember();
  };
}

/** Where storage is forbidden, the hint shows again on the next page. */
function stored<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
