/** The rules and words of `content/progress.yml`, as the server puts them into this script. */

import type { Source } from "../types";
import type { Side } from "./entries";
import type { Rules, VerdictName } from "./trend";

export interface ProgressContent {
  rules: Rules;
  words: Record<string, string>;
  verdicts: Record<VerdictName, { title: string; text: Record<Side, string>; sources: Source[] }>;
  /** The emergency number, and what its link says. */
  call: { title: string; number: string };
}

/** Gives one of the words, with its {placeholders} filled in. */
export type Word = (key: string, values?: Record<string, string | number>) => string;

// One place only: the server replaces the string with the object.
export const CONTENT = "__KNEADWISE_PROGRESS__" as unknown as ProgressContent;

/** `text` with what stands in {braces} replaced by `values`. */
export function filled(text: string, values: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export const word: Word = (key, values) => filled(CONTENT.words[key] ?? key, values);
