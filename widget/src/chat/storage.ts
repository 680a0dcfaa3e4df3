/** What stays in the visitor's browser: the session's token, and this tab's messages on their way. */

import { openKept } from "./kept";
import type { Unsent } from "./outgoing";

/** One server's chat in this browser; nothing is in it before the visitor's first message. */
export interface ChatStorage {
  /** The name under which it stands in `localStorage` and `sessionStorage`. */
  readonly key: string;
  /** The session's token, which all tabs share; "" where there is no session. */
  token(): string;
  /** The messages of this tab that aren't answered yet. */
  unsent(): Unsent[];
  /** Keeps a new session's token. */
  start(token: string): void;
  /** Keeps a message until `settle`; without a session nothing is kept. */
  keep(message: Unsent): void;
  /** Forgets a message: it is answered, or given back to the visitor. */
  settle(id: string): void;
  /** Forgets the chat; only if the token is still `token`, where one is given. */
  clear(token?: string): void;
  /** Forgets the chat and what the visitor tracks. */
  erase(): void;
}

/** The name under which a server's chat stands. */
export function chatKey(base: string): string {
  return `kneadwise:${base}`;
}

/** The name under which it stands how a visitor gets on. */
export function progressKey(base: string): string {
  return `${chatKey(base)}:progress`;
}

/**
 * Opens the storage. Where the browser forbids it, the chat lasts as long as the page.
 *
 * @param base - the server's address: chats of other servers are kept apart.
 */
export function openStorage(base: string): ChatStorage {
  const key = chatKey(base);
  const session = openKept("localStorage", key);
  // What a visitor wrote doesn't outlive the tab.
  const waiting = openKept("sessionStorage", key);

  const token = (): string => parsed<{ token: string }>(session.read())?.token || "";
  const unsent = (): Unsent[] => {
    const kept = parsed<{ token: string; unsent: Unsent[] }>(waiting.read());
    // Of a chat that another tab has deleted meanwhile, nothing is sent any more.
    return kept?.token && kept.token === token() && Array.isArray(kept.unsent) ? kept.unsent : [];
  };
  const settle = (id: string, kept: Unsent[] = []): void => {
    const left = [...unsent().filter((message) => message.id !== id), ...kept];
    if (token() && left.length) waiting.write(JSON.stringify({ token: token(), unsent: left }));
    else waiting.remove();
  };
  const clear = (expected?: string): void => {
    if (expected && token() !== expected) return;
    session.remove();
    waiting.remove();
  };

  return {
    key,
    token,
    unsent,
    start: (fresh) => void session.write(JSON.stringify({ token: fresh })),
    keep: (message) => settle(message.id, [message]),
    settle: (id) => settle(id),
    clear,
    erase() {
      clear();
      openKept("localStorage", progressKey(base)).remove();
    },
  };
}

function parsed<T>(text: string | null): T | null {
  try {
    return JSON.parse(text ?? "") as T;
  } catch {
    return null;
  }
}
