import { h } from "../dom";
import type { Panel } from "../panel-api";
import { showBubble } from "./bubble";
import { launcherButton } from "./button";
import { emit, on } from "./events";
import { keepInBody, whenThere } from "./host";
import css from "./launcher.css";
import { createLoader } from "./load";
import { startNudge } from "./nudge";
import { primary, word } from "./practice";
import type { Tag } from "./tag";

/** What a site's own scripts may call. */
export interface Api {
  open(): void;
  close(): void;
  /** Calls `handler` at every `event` (see `ChatEvent`); what it returns ends that. */
  on(event: string, handler: () => void): () => void;
}

/**
 * Puts the launcher on the page, or on the chat's own page the open chat.
 *
 * @param tag - the settings.
 */
export function launch(tag: Tag): Api {
  const { base, mode, theme } = tag;
  const isPage = mode === "page";
  const host = document.createElement("kneadwise-chat");
  const root = host.attachShadow({ mode: "open" });
  const style = new CSSStyleSheet();
  style.replaceSync(css);
  root.adoptedStyleSheets = [style];

  const loader = createLoader(base);
  let panel: Panel | undefined;
  let isLoading = false;
  let isOpen = false;
  let isWanted = false;
  let removeNotice = (): void => undefined;

  const show = () => {
    if (!panel || isOpen || !isWanted) return;
    isOpen = true;
    button.setAttribute("aria-expanded", "true");
    panel.open();
    emit("open");
  };
  const load = async () => {
    if (panel || isLoading) return show();
    isLoading = true;
    button.setAttribute("aria-busy", "true");
    try {
      const [{ mountPanel }, config] = await loader.all();
      panel = mountPanel({
        root,
        base,
        config,
        mode,
        theme,
        emit,
        onClose: close,
        onUnread: showUnread,
        onFullScreen: (isFull) => (corner.hidden = isFull),
      });
      show();
    } catch (error) {
      console.error(error);
      removeNotice = showBubble(corner, "alert", word("unavailable"), focusIf);
    }
    isLoading = false;
    button.removeAttribute("aria-busy");
  };
  const open = () => {
    isWanted = true;
    endNudge();
    removeNotice();
    void load();
  };
  const close = () => {
    isWanted = isPage;
    if (!isOpen || isPage) return;
    isOpen = false;
    panel?.close();
    button.setAttribute("aria-expanded", "false");
    button.focus();
    emit("close");
  };

  const [button, showUnread] = launcherButton(
    () => (isOpen ? close() : open()),
    () => void loader.script().catch(() => 0),
  );
  const focusIf = (hadFocus: boolean) => hadFocus && button.focus();
  const { dir } = document.documentElement;
  const corner = h("div", { class: "corner", dir }, !isPage && button);
  corner.style.setProperty("--primary", primary);
  root.append(corner);
  const endNudge = startNudge(corner, isPage ? 0 : tag.nudgeSeconds, focusIf);

  if (isPage) {
    host.setAttribute("page", "");
    whenThere(
      () => document.getElementById("kneadwise"),
      (place) => {
        place.append(host);
        open();
      },
    );
  } else
    whenThere(
      () => document.body,
      () => keepInBody(host),
    );
  return { open, close, on };
}
