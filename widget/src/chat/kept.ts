/** One text in the visitor's browser. */
export interface Kept {
  /** The text; null where there is none. */
  read(): string | null;
  /** Keeps it. Returns false where the browser forbids it: then it lasts as long as the page. */
  write(text: string): boolean;
  remove(): void;
}

/**
 * Opens a place for a text; nothing is kept yet.
 *
 * @param area - `sessionStorage` is one tab's own and ends with it.
 * @param key - the name under which it stands there.
 */
export function openKept(area: "localStorage" | "sessionStorage", key: string): Kept {
  let inMemory: string | null = null;
  return {
    read() {
      try {
        return inMemory ?? globalThis[area].getItem(key);
      } catch {
        return null;
      }
    },
    write(text) {
      inMemory = null;
      try {
        globalThis[area].setItem(key, text);
        return true;
      } catch {
        inMemory = text;
        return false;
      }
    },
    remove() {
      inMemory = null;
      try {
        globalThis[area].removeItem(key);
      } catch {
        // Forbidden: nothing is there.
      }
    },
  };
}
