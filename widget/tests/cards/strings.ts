import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));

/** The words of `content/widget.yml`: one `key: value` a line, so no YAML parser is needed. */
export function parse(): Record<string, string> {
  const file = join(HERE, "../../../content/widget.yml");
  const lines = readFileSync(file, "utf-8").matchAll(/^(\w+): "?(.*?)"?$/gm);
  return Object.fromEntries([...lines].map(([, key, value]) => [key, value]));
}
