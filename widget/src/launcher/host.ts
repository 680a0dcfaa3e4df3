/** The one element that the widget adds to a page. */

// A page that takes the element away over and over has its reasons.
const MOST_RETURNS = 50;

/** Calls `act` as soon as `find` finds something, at the latest when the page is read. */
export function whenThere<T>(find: () => T | null, act: (found: T) => void): void {
  const look = () => {
    const found = find();
    if (found) act(found);
    return found;
  };
  if (!look()) addEventListener("DOMContentLoaded", look);
}

/**
 * Keeps an element in the page's body, also when the page swaps its content or its body.
 *
 * @param element - is appended at once.
 */
export function keepInBody(element: Element): void {
  let returns = 0;
  const observer = new MutationObserver(() => setTimeout(attach));
  const attach = () => {
    if (element.isConnected || returns++ > MOST_RETURNS) return;
    document.body.append(element);
    for (const parent of [document.documentElement, document.body])
      observer.observe(parent, { childList: true });
  };
  attach();
}
