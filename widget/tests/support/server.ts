/** A small server that speaks the website channel's HTTP, and fails when a test says so. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { BotMessage, TranscriptMessage } from "../../src/types";

export interface Post {
  id: string;
  text?: string;
  payload?: string;
  token: string;
}

/** What a `POST /messages` meets: a status with a `Retry-After`, or a lost connection. */
export type Failure = { status: number; retryAfter?: number } | "lost" | "lost answer" | "html";

export class ChatServer {
  base = "";
  /** The messages that came, whatever became of them. */
  readonly posts: Post[] = [];
  /** What the next messages meet, in order; then they are answered. */
  failures: Failure[] = [];
  /** The sessions that are valid, and what was said in each. */
  readonly sessions = new Map<string, TranscriptMessage[]>();
  sessionsStarted = 0;
  deletes = 0;
  answer: BotMessage[] = [{ text: "Answer.", card: { kind: "smalltalk", id: "greet" } }];
  /** Messages wait for it. */
  hold: Promise<void> = Promise.resolve();
  private readonly server = createServer((request, response) => {
    void this.handle(request, response);
  });

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    this.base = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Ends a session, as its expiry or another tab does. */
  expire(): void {
    this.sessions.clear();
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const token = request.headers.authorization?.replace("Bearer ", "") ?? "";
    const call = `${request.method} ${request.url?.replace("/webhooks/website", "")}`;
    if (call === "POST /session") {
      const started = `token-${++this.sessionsStarted}`;
      this.sessions.set(started, []);
      return reply(response, 201, { token: started, expires_at: "2099-01-01T00:00:00Z" });
    }
    const said = this.sessions.get(token);
    if (call === "POST /messages") {
      const post = JSON.parse(body) as Post;
      this.posts.push({ ...post, token });
      const failure = this.failures.shift();
      if (failure === "lost") return void request.socket.destroy();
      if (failure === "html") return reply(response, 200, "<html>");
      if (failure && failure !== "lost answer") {
        if (failure.retryAfter !== undefined)
          response.setHeader("Retry-After", failure.retryAfter);
        return reply(response, failure.status, {});
      }
      if (!said) return reply(response, 401, {});
      await this.hold;
      if (!said.some(({ id }) => id === post.id)) {
        const at = new Date().toISOString();
        said.push({ from: "visitor", at, id: post.id, text: post.text ?? `title of ${post.payload}` });
        said.push(...this.answer.map((message) => ({ ...message, from: "bot" as const, at })));
      }
      if (failure === "lost answer") return void request.socket.destroy();
      return reply(response, 200, { id: post.id, messages: this.answer });
    }
    if (!said) return reply(response, 401, {});
    if (call === "GET /messages") return reply(response, 200, { messages: said });
    this.deletes += 1;
    this.sessions.delete(token);
    response.writeHead(204).end();
  }
}

function reply(response: ServerResponse, status: number, body: object | string): void {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}
