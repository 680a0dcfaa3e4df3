/** On a small screen the panel covers all of it, and nothing behind it may be reached. */

/**
 * Makes the panel modal while it is open and the screen is small.
 *
 * @param panel - the dialog.
 * @param host - the widget's element in the page; its siblings become inert.
 * @param onChange - told whether the panel fills the screen.
 * @returns to be told whether the panel is open.
 */
export function fullScreen(
  panel: HTMLElement,
  host: Element,
  onChange: (isFull: boolean) => void,
): (isOpen: boolean) => void {
  const small = matchMedia("(max-width: 480px), (max-height: 480px)");
  const viewport = visualViewport;
  let isOpen = false;
  let isFull = false;
  let made: Element[] = [];

  // On iOS the keyboard covers the page without changing its height.
  const fit = () => {
    // Not while the visitor has zoomed in: then the panel must stay as large as it was.
    const isFit = isFull && viewport?.scale === 1;
    panel.style.setProperty("--kw-height", isFit ? `${viewport.height}px` : "");
    panel.style.setProperty("--kw-top", isFit ? `${viewport.offsetTop}px` : "");
  };
  const update = () => {
    isFull = isOpen && small.matches;
    for (const element of made) element.removeAttribute("inert");
    const others = isFull ? [...(host.parentElement?.children ?? [])] : [];
    made = others.filter((element) => element !== host && !element.hasAttribute("inert"));
    for (const element of made) element.setAttribute("inert", "");
    if (isFull) panel.setAttribute("aria-modal", "true");
    else panel.removeAttribute("aria-modal");
    onChange(isFull);
    fit();
  };
  small.addEventListener("change", update);
  viewport?.addEventListener("resize", fit);
  viewport?.addEventListener("scroll", fit);
  return (open) => {
    isOpen = open;
    update();
  };
}
