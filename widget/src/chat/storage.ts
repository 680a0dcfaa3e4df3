/** What stays in the visitor's browser: the session's token, and messages on their way. */

import type { Unsent } from "./outgoing";

interface Stored {
  token: string;
  unsent: Unsent[];
}

/** One server's chat in this browser; nothing is in it before the visitor's first message. */
export interface ChatStorage {
  /** The name under which it stands in `localStorage`. */
  readonly key: string;
  /** The session's token; "" where there is no session. */
  token(): string;
  /** The messages that aren't answered yet. */
  unsent(): Unsent[];
  /** Keeps a new session's token. */
  start(token: string): void;
  /** Keeps a message until `settle`; without a session nothing is kept. */
  keep(message: Unsent): void;
  /** Forgets a message: it is answered, or given back to the visitor. */
  settle(id: string): void;
  /** Forgets everything; only if the token is still `token`, where one is given. */
  clear(token?: string): void;
}

/**
 * Opens the storage. Where the browser forbids it, the chat lasts as long as the page.
 *
 * @param base - the server's address: chats of other servers are kept apart.
 */
export function openStorage(base: string): ChatStorage {
  const key = `kneadwise:${base}`;
  const none: Stored = { token: "", unsent: [] };
  let inMemory: string | null = null;

  const read = (): Stored => {
    try {
      const stored = JSON.parse(inMemory ?? localStorage.getItem(key) ?? "") as Stored;
      return stored.token && Array.isArray(stored.unsent) ? stored : none;
    } catch {
      // Nothing there, or it is forbidden to look.
      return none;
    }
  };
  const write = (token: string, unsent: Unsent[]): void => {
    const text = JSON.stringify({ token, unsent });
    inMemory = null;
    try {
      localStorage.setItem(key, text);
    } catch {
      inMemory = text;
    }
  };
  const settle = (id: string, kept: Unsent[] = []): void => {
    const { token, unsent } = read();
    if (token) write(token, [...unsent.filter((message) => message.id !== id), ...kept]);
  };

  return {
    key,
    token: () => read().token,
    unsent: () => read().unsent,
    start: (token) => write(token, []),
    keep: (message) => settle(message.id, [message]),
    settle: (id) => settle(id),
    clear(token) {
      if (token && read().token !== token) return;
      inMemory = null;
      try {
        localStorage.removeItem(key);
      } catch {
        // Forbidden: nothing is there.
      }
    },
  };
}
