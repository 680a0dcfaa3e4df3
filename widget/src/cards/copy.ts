import { h } from "../dom";

/** What is said when a text is copied. */
export interface CopyWords {
  /** The name of the field with the text, where it can't be copied. */
  label: string;
  copied: string;
  announce(text: string): void;
}

/**
 * Copies a text; where the browser forbids it, shows the text to copy by hand.
 *
 * @param row - the result is shown at its end.
 */
export async function copyText(row: Element, text: string, words: CopyWords): Promise<void> {
  row.querySelector(".kc-copied")?.remove();
  try {
    await navigator.clipboard.writeText(text);
    row.append(h("p", { class: "kc-copied" }, words.copied));
    words.announce(words.copied);
  } catch {
    const area = h("textarea", {
      class: "kc-copied",
      readonly: true,
      rows: 8,
      "aria-label": words.label,
    });
    area.value = text;
    row.append(area);
    area.select();
  }
}
