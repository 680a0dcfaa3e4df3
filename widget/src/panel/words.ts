import type { Config } from "../types";

/** Gives a word of `content/widget.yml`. */
export type Say = (key: string, values?: Record<string, string | number>) => string;

/**
 * The words of a practice; the practice's own facts are filled in.
 *
 * @param config - the answer of `GET /config`.
 */
export function wordsOf(config: Config): Say {
  const { practice, phone, emergency_number } = config;
  return (key, values) => {
    const known: Record<string, string | number> = { practice, phone, emergency_number, ...values };
    return (config.strings[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) =>
      String(known[name] ?? whole),
    );
  };
}
