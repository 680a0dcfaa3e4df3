import type { ChatStorage } from "./storage";
import { Problem, type Transport } from "./transport";

/**
 * The session's token: the stored one, or a new session's.
 *
 * @param storage - keeps it; all tabs share it.
 * @param transport - starts a session.
 * @param locale - of a new session.
 * @param signal - ends waiting.
 */
export async function sessionToken(
  storage: ChatStorage,
  transport: Transport,
  locale: string,
  signal: AbortSignal,
): Promise<string> {
  const start = async (): Promise<string> => {
    if (!storage.token()) storage.start((await transport.startSession(locale, signal)).token);
    return storage.token();
  };
  try {
    // Two tabs that send their first message at once get one session.
    return await navigator.locks.request(storage.key, { signal }, start);
  } catch (error) {
    if (error instanceof Problem || signal.aborted) throw error;
    // Pages without TLS have no locks, sandboxed frames may not use them.
    return start();
  }
}
