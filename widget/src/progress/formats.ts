import { word } from "./content";
import type { Entry, Plan } from "./entries";

/** How times and numbers are written. */
export interface Formats {
  /** The day of a time in milliseconds since 1970. */
  date(time: number): string;
  number(value: number): string;
}

/** Those of a locale, such as "en-US", in the visitor's time zone. */
export function formatsOf(locale: string): Formats {
  const days = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  const numbers = new Intl.NumberFormat(locale);
  return { date: (time) => days.format(time), number: (value) => numbers.format(value) };
}

/** The value of an entry in words; "–" where none was logged. */
export function valueText({ kind }: Plan, { value }: Entry, formats: Formats): string {
  if (value === undefined) return "–";
  if (kind !== "change") return formats.number(value);
  return word(value > 0 ? "easier" : value < 0 ? "harder" : "same");
}
