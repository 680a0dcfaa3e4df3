/** Sends one message until it is answered, once, whatever happens on the way. */

import type { BotMessage } from "../types";
import type { Outgoing } from "./outgoing";
import { Problem, type Transport } from "./transport";

/** Why a message isn't answered yet; each is a word of `content/widget.yml`. */
export type Trouble = "busy" | "slow_down" | "offline" | "unavailable" | "expired";

/** What delivery needs of the session and the visitor's browser. */
export interface DeliveryContext {
  /** The session's token; starts a session where there is none. */
  token(signal: AbortSignal): Promise<string>;
  /** Forgets a token that the server no longer takes. */
  drop(token: string): void;
  /** Tells the visitor why it takes longer. */
  tell(trouble: Trouble, seconds?: number): void;
  isOffline(): boolean;
  /** Resolves after `seconds`. */
  pause(seconds: number, signal: AbortSignal): Promise<void>;
}

const UNREACHABLE = new Set([0, 502, 503, 504]);
const MOST = { unreachable: 4, busy: 40, slow: 3, expired: 2 };
const LONGEST_PAUSE = 30;
/** Longer than this, waiting is the visitor's own decision. */
const LONGEST_SLOW = 120;
const SLOW = 10;
/** A browser that is offline refuses at once, so asking often costs nothing. */
const OFFLINE_PAUSE = 2;

/**
 * Sends a message, again with the same id where that can help.
 *
 * @param message - what to send.
 * @param transport - sends it.
 * @param context - the session, and what the visitor is told.
 * @param signal - ends it: the chat was deleted.
 * @returns the answer.
 * @throws Problem where more tries won't help.
 */
export async function deliver(
  message: Outgoing,
  transport: Transport,
  context: DeliveryContext,
  signal: AbortSignal,
): Promise<BotMessage[]> {
  const tries = { unreachable: 0, busy: 0, slow: 0, expired: 0 };
  let sent = message;
  for (;;) {
    let token = "";
    try {
      token = await context.token(signal);
      return await transport.send(token, sent, signal);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { status, retryAfter } = error;
      if (status === 401 && token && ++tries.expired <= MOST.expired) {
        context.drop(token);
        context.tell("expired");
        sent = asText(sent);
      } else if (status === 400 && sent.payload !== undefined) {
        // The button is of an earlier session; its words say the same.
        sent = asText(sent);
      } else if (status === 409 && ++tries.busy <= MOST.busy) {
        if (tries.busy > 1) context.tell("busy");
        await context.pause(retryAfter ?? 1, signal);
      } else if (status === 429) {
        const seconds = retryAfter ?? SLOW;
        context.tell("slow_down", seconds);
        if (++tries.slow > MOST.slow || seconds > LONGEST_SLOW) throw error;
        await context.pause(seconds, signal);
      } else if (status === 0 && context.isOffline()) {
        context.tell("offline");
        await context.pause(OFFLINE_PAUSE, signal);
      } else if (UNREACHABLE.has(status)) {
        if (++tries.unreachable > 1) context.tell("unavailable");
        if (tries.unreachable > MOST.unreachable) throw error;
        const seconds = Math.max(2 ** (tries.unreachable - 1), retryAfter ?? 0);
        await context.pause(Math.min(seconds, LONGEST_PAUSE), signal);
      } else throw error;
    }
  }
}

/** A new session has offered no buttons. */
function asText({ id, text }: Outgoing): Outgoing {
  return { id, text };
}

/** `DeliveryContext.pause` of a browser. */
export function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => reject(signal.reason);
    if (signal.aborted) return end();
    signal.addEventListener("abort", end);
    setTimeout(() => {
      signal.removeEventListener("abort", end);
      resolve();
    }, seconds * 1000);
  });
}
