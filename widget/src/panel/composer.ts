import { LONGEST_MESSAGE } from "../chat/conversation";
import { h } from "../dom";
import { ICONS, iconButton } from "./icons";
import type { Say } from "./words";

const COUNT_FROM = LONGEST_MESSAGE * 0.8;

/** Where the visitor writes. */
export interface Composer {
  readonly element: HTMLElement;
  /** Puts the focus into the input; without the soft keyboard, which covers half of a phone. */
  focus(): void;
  /** Gives a text back that was taken; before what the visitor has typed since. */
  giveBack(text: string): void;
}

/**
 * Draws it.
 *
 * @param say - the words.
 * @param send - takes the text; returns whether it did.
 * @param onTooLong - told instead where the text is longer than the server takes.
 */
export function createComposer(
  say: Say,
  send: (text: string) => boolean,
  onTooLong: () => void,
): Composer {
  const fit = () => {
    const count = length(input.value.trim());
    counter.textContent = count < COUNT_FROM ? "" : `${count} / ${LONGEST_MESSAGE}`;
    input.style.height = "auto";
    // The border isn't part of the scroll height.
    input.style.height = `${input.scrollHeight + 2}px`;
  };
  const set = (text: string) => {
    input.value = text;
    fit();
  };
  const allowKeyboard = () => {
    input.inputMode = "";
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (length(text) > LONGEST_MESSAGE) onTooLong();
    else if (text && send(text)) set("");
    input.focus({ preventScroll: true });
  };
  const counter = h("span", { class: "kw-counter", id: "kw-counter" });
  const input = h("textarea", {
    rows: 1,
    autocomplete: "off",
    enterkeyhint: "send",
    "aria-label": say("input_label"),
    "aria-describedby": counter.id,
    placeholder: say("input_placeholder"),
    oninput: fit,
    onpointerdown: allowKeyboard,
    onkeydown(event: Event) {
      allowKeyboard();
      const { key, shiftKey, isComposing } = event as KeyboardEvent;
      // While an input method is composing, Enter chooses a character.
      if (key === "Enter" && !shiftKey && !isComposing) submit(event);
    },
  });
  return {
    element: h(
      "form",
      { class: "kw-composer", onsubmit: submit },
      h("div", { class: "kw-field" }, input, counter),
      iconButton(ICONS.send, say("send"), { type: "submit", class: "kw-square kw-send" }),
    ),
    focus() {
      if (matchMedia("(pointer: coarse)").matches) input.inputMode = "none";
      input.focus({ preventScroll: true });
    },
    giveBack: (text) => set([text, input.value].filter(Boolean).join("\n")),
  };
}

/** As the server counts: characters, not UTF-16 units. */
function length(text: string): number {
  return [...text].length;
}
