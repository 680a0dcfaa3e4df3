/** The calls of the website channel (docs/api.md). */

import type { BotMessage, Session, TranscriptMessage } from "../types";
import type { Outgoing } from "./outgoing";

/** The server can answer for as long as this, and then some for the way. */
const LONGEST_MS = 45_000;

/** A call that failed: the HTTP status, 0 where no answer came. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    /** Seconds until another try makes sense; `null` where the server didn't say. */
    readonly retryAfter: number | null = null,
  ) {
    super(`HTTP ${status}`);
  }
}

/** The papers of a conversation (docs/api.md). */
export type PaperName = "result" | "doctor_note";

/** Calls the server; every failure is a `Problem`, unless the caller aborted. */
export interface Transport {
  /** Starts a conversation. */
  startSession(locale: string, signal: AbortSignal): Promise<Session>;
  /** Sends a message and waits for its answer. */
  send(token: string, message: Outgoing, signal: AbortSignal): Promise<BotMessage[]>;
  /** The conversation so far. */
  transcript(token: string): Promise<TranscriptMessage[]>;
  /** A paper as HTML that can be shown from anywhere. */
  paper(token: string, name: PaperName): Promise<string>;
  /** Says that the link to book was followed; whatever comes of it. */
  booking(token: string): void;
  /** Erases the conversation. */
  end(token: string): Promise<unknown>;
}

/**
 * A transport to one server.
 *
 * @param base - its address, without a slash at its end.
 */
export function createTransport(base: string): Transport {
  const call = async (
    method: string,
    path: string,
    token: string,
    body?: object,
    signal?: AbortSignal,
    read: (answer: Response) => Promise<unknown> = (answer) => answer.json(),
  ): Promise<unknown> => {
    const late = AbortSignal.timeout(LONGEST_MS);
    try {
      signal?.throwIfAborted();
      const answer = await fetch(`${base}/webhooks/website${path}`, {
        method,
        headers: {
          "Content-Type": "application/json",
          ...(token && { Authorization: `Bearer ${token}` }),
        },
        body: body ? JSON.stringify(body) : null,
        // Browsers without `any` lose the limit, not the chat.
        signal: signal ? (AbortSignal.any?.([signal, late]) ?? signal) : late,
        credentials: "omit",
        cache: "no-store",
        // What isn't waited for may go on while the page is left.
        keepalive: !signal,
      });
      if (!answer.ok) throw new Problem(answer.status, seconds(answer.headers));
      return answer.status === 204 ? null : await read(answer);
    } catch (error) {
      signal?.throwIfAborted();
      // A body that isn't JSON comes from something between us and the server.
      throw error instanceof Problem ? error : new Problem(error instanceof SyntaxError ? 502 : 0);
    }
  };
  return {
    startSession: (locale, signal) =>
      call("POST", "/session", "", { locale }, signal) as Promise<Session>,
    async send(token, { id, text, payload }, signal) {
      const body = payload === undefined ? { id, text } : { id, payload };
      return messagesOf(await call("POST", "/messages", token, body, signal));
    },
    transcript: async (token) => messagesOf(await call("GET", "/messages", token)),
    async paper(token, name) {
      const text = (answer: Response) => answer.text();
      const html = await call("GET", `/papers/${name}`, token, undefined, undefined, text);
      // Of a page without an address, only whole addresses lead anywhere.
      return String(html).replaceAll('href="/webhooks', `href="${base}/webhooks`);
    },
    booking(token) {
      call("POST", "/counts", token, { seen: "booking" }).catch(() => {});
    },
    end: (token) => call("DELETE", "/session", token),
  };
}

function seconds(headers: Headers): number | null {
  const value = Number(headers.get("Retry-After") ?? NaN);
  return value >= 0 ? value : null;
}

function messagesOf(answer: unknown): TranscriptMessage[] {
  const { messages } = (answer ?? {}) as { messages?: unknown };
  if (!Array.isArray(messages)) throw new Problem(502);
  return messages as TranscriptMessage[];
}
