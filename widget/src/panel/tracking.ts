import { h } from "../dom";
import type { ProgressModule, ProgressOptions, ProgressPage } from "../progress/api";
import type { Side } from "../progress/entries";

/** What tracking needs of the panel. */
export interface TrackingOptions extends Omit<ProgressOptions, "back"> {
  /** The page takes the chat's place, or gives it back. */
  shown(isShown: boolean): void;
  /** The page could not be loaded. */
  failed(): void;
}

/** The page on which a visitor tracks how it goes. */
export interface Tracking {
  /** Where it is drawn; hidden while the chat is shown. */
  readonly element: HTMLElement;
  show(side?: Side): Promise<void>;
  hide(): void;
  /** Puts the focus on the page; false where it isn't shown. */
  focus(): boolean;
  /** The visitor has deleted everything. */
  erased(): void;
}

/**
 * Prepares the page; it is loaded when it is first shown.
 *
 * @param options - the server, and what the panel does for it.
 */
export function createTracking(options: TrackingOptions): Tracking {
  const element = h("div", { class: "kp", hidden: true });
  let page: ProgressPage | undefined;
  let failures = 0;

  const load = async (): Promise<ProgressPage> => {
    // Browsers remember that an address failed, so another try needs another one.
    const address = `${options.base}/v1/progress.js${failures ? `?${failures}` : ""}`;
    const { mountProgress } = (await import(address)) as ProgressModule;
    return mountProgress({ ...options, back: hide });
  };
  const hide = (): void => {
    if (element.hidden) return;
    element.hidden = true;
    options.shown(false);
  };
  return {
    element,
    async show(side) {
      try {
        page ??= await load();
      } catch {
        failures += 1;
        return options.failed();
      }
      if (element.hidden) options.shown(true);
      element.hidden = false;
      element.replaceChildren(page.element);
      page.show(side);
    },
    hide,
    focus() {
      if (!element.hidden) page?.focus();
      return !element.hidden;
    },
    erased: () => page?.erased(),
  };
}
