/** The panel: loaded when a visitor opens the chat for the first time on a page. */

import { styles } from "./styles";
import { createConversation, LONGEST_MESSAGE } from "../chat/conversation";
import { createTransport } from "../chat/transport";
import { h } from "../dom";
import type { Panel, PanelOptions } from "../panel-api";
import type { BotMessage } from "../types";
import { createAnnouncer } from "./announcer";
import { createComposer } from "./composer";
import { fullScreen } from "./full-screen";
import { createLog } from "./log";
import { createMenu } from "./menu";
import { linked } from "./text";
import { applyTheme } from "./theme";
import { createTracking } from "./tracking";
import { drawView } from "./view";
import { createWaiting } from "./waiting";
import { wordsOf } from "./words";

/**
 * Draws the panel, closed, and connects it with the conversation.
 *
 * @param options - where, for which server, and what to tell the launcher.
 */
export function mountPanel(options: PanelOptions): Panel {
  const { root, config, base, onUnread } = options;
  const isPage = options.mode === "page";
  const say = wordsOf(config);
  const announcer = createAnnouncer();
  const alert = h("div", { class: "kw-alert", role: "alert" });
  let isOpen = false;
  let isStarted = false;
  let isRestored = false;
  let isTyping = false;
  let place = 0;
  let note = "";
  /** What came while the panel was closed. */
  let unread: BotMessage[] = [];

  const warn = (text: string) => alert.replaceChildren(...linked(text, config.phone));
  const readOut = (messages: BotMessage[]) => {
    for (const message of messages)
      if (message?.text) announcer.say(`${say("assistant")}: ${message.text}`);
  };
  const send = (text: string, payload?: string): boolean => {
    const isTaken = conversation.say(text, payload);
    if (isTaken) log.toEnd();
    return isTaken;
  };
  /** Controls of the log vanish when they are used; the focus goes on to the input. */
  const sendAndFocus = (text: string, payload?: string): void => {
    tracking.hide();
    send(text, payload);
    composer.focus();
  };

  const draw = (): void => {
    const { state } = conversation;
    setWaiting(!!state.current && !state.isTroubled);
    const wasAtEnd = log.isAtEnd();
    const hadFocus = log.hasFocus();
    const height = log.element.scrollHeight;
    log.show(state, isTyping);
    if (isRestored && wasAtEnd && log.element.scrollHeight > height) log.toEnd();
    if (note !== state.note) announcer.say(say((note = state.note)));
    // A card that is drawn anew, because another tab went on, takes its focused control away.
    if (hadFocus && !log.hasFocus()) composer.focus();
  };
  /** Shows new lines from the beginning of the first, unless the visitor is reading above. */
  const showNew = (count: number): void => {
    const first = conversation.state.entries.at(-count);
    if (!isOpen || !isRestored || !count || !first) return;
    if (log.isAtEnd()) log.toLine(first.key);
    else newMessages.hidden = false;
  };

  const conversation = createConversation(base, config.locale, createTransport(base), {
    changed: () => draw(),
    arrived(messages) {
      if (isOpen) readOut(messages);
      else unread.push(...messages);
      onUnread(unread.length);
      showNew(messages.length);
    },
    warn: (key, count = 0) => warn(key && say(key, { count })),
    giveBack: (text) => composer.giveBack(text),
    emit(event) {
      if (event === "deleted") tracking.erased();
      options.emit(event);
    },
  });
  const setWaiting = createWaiting(
    (isLong) => {
      if (isTyping === isLong) return;
      isTyping = isLong;
      draw();
    },
    () => announcer.say(say("typing")),
  );
  const log = createLog(
    say,
    config,
    (isLatest) => ({
      config,
      say,
      isLatest,
      sendText: (text) => sendAndFocus(text),
      sendPayload: sendAndFocus,
      announce: announcer.say,
      // Drawn before there is the page.
      track: (side) => void tracking.show(side),
      paper: conversation.paper,
    }),
    (id) => {
      composer.focus();
      conversation.retry(id);
    },
  );
  const newMessages = h(
    "button",
    {
      type: "button",
      class: "kw-new kc-button",
      hidden: true,
      onclick() {
        newMessages.hidden = true;
        log.toEnd();
        composer.focus();
      },
    },
    say("new_messages"),
  );
  log.element.addEventListener("scroll", () => {
    if (log.isAtEnd()) newMessages.hidden = true;
  });
  log.element.addEventListener("click", ({ target }) => {
    // An address has no quotes.
    if ((target as Element).closest(`[href="${config.booking_url}"]`)) conversation.booking();
  });
  const composer = createComposer(say, send, () =>
    warn(say("too_long", { count: LONGEST_MESSAGE })),
  );
  const menu = createMenu(say, {
    startOver: () => sendAndFocus(say("start_over")),
    track: () => void tracking.show(),
    erase() {
      tracking.hide();
      composer.focus();
      void conversation.erase();
    },
    privacyNotice: config.privacy_notice,
    pageAddress: isPage ? "" : `${base}/chat`,
  });
  const tracking = createTracking({
    base,
    root,
    locale: config.locale,
    announce: announcer.say,
    person: say("person"),
    send: sendAndFocus,
    shown(isShown) {
      // Some browsers forget it of what isn't displayed.
      if (isShown) place = log.element.scrollTop;
      panel.classList.toggle("kw-tracking", isShown);
      if (isShown) return;
      log.element.scrollTop = place;
      composer.focus();
    },
    failed: () => warn(say("unavailable")),
  });
  const panel = drawView({
    say,
    isPage,
    locale: config.locale,
    menu,
    middle: [tracking.element, log.element, newMessages, alert],
    composer: composer.element,
    announcer: announcer.element,
    close: options.onClose,
    talkToPerson: () => sendAndFocus(say("person")),
  });

  const style = new CSSStyleSheet();
  style.replaceSync(styles);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, style];
  applyTheme(panel, config.colors, options.theme);
  root.append(panel);
  const setFullScreen = fullScreen(panel, root.host, options.onFullScreen);

  const start = async (): Promise<void> => {
    isStarted = true;
    if (!conversation.isStored()) announcer.say(config.greeting);
    draw();
    await conversation.restore();
    if (conversation.state.entries.length) log.toEnd();
    isRestored = true;
  };

  return {
    open() {
      isOpen = true;
      panel.hidden = false;
      if (!isPage) {
        setFullScreen(true);
        if (!tracking.focus()) composer.focus();
      }
      log.element.scrollTop = place;
      readOut(unread);
      showNew(unread.length);
      unread = [];
      onUnread(0);
      if (!isStarted) void start();
    },
    close() {
      isOpen = false;
      if (tracking.element.hidden) place = log.element.scrollTop;
      menu.hide();
      setFullScreen(false);
      panel.hidden = true;
    },
  };
}
