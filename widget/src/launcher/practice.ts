/** What the launcher shows before anything is fetched. */

interface Practice {
  strings: Record<string, string>;
  colors: { primary: string };
}

// The server replaces this string by a JSON object. `Object` keeps the bundler from
// concluding that it is a string for ever.
const { strings = {}, colors = { primary: "#444444" } }: Partial<Practice> = Object(
  "__KNEADWISE_PRACTICE__",
);

/** The practice's colour; a grey as long as the server hasn't put one in. */
export const primary = colors.primary;

/**
 * A word of `content/widget.yml`; the key itself where the server hasn't put it in.
 *
 * @param key - its name.
 * @param count - stands for `{count}` in it.
 */
export function word(key: string, count = 0): string {
  return (strings[key] ?? key).replace("{count}", String(count));
}
