/** A message is answered once, whatever happens on the way. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deliver, pause, type DeliveryContext } from "../src/chat/delivery";
import { newId } from "../src/chat/outgoing";
import { createTransport, Problem } from "../src/chat/transport";
import { ChatServer, type Failure } from "./support/server";

let server: ChatServer;
let told: unknown[][];
let pauses: number[];
let token: string;
let offline: boolean;
let abort: AbortController;

beforeEach(async () => {
  server = await new ChatServer().start();
  told = [];
  pauses = [];
  token = "";
  offline = false;
  abort = new AbortController();
});
afterEach(() => server.stop());

function send(message: { text: string; payload?: string } = { text: "hello" }) {
  const transport = createTransport(server.base);
  const context: DeliveryContext = {
    token: async (signal) => (token ||= (await transport.startSession("en-US", signal)).token),
    drop: (dropped) => {
      if (token === dropped) token = "";
    },
    tell: (...what) => told.push(what),
    isOffline: () => offline,
    pause: (seconds) => {
      pauses.push(seconds);
      return Promise.resolve();
    },
  };
  return deliver({ id: newId(), ...message }, transport, context, abort.signal);
}

function meet(...failures: Failure[]): void {
  server.failures = failures;
}

/** All that came had one id and one content. */
function expectOneMessage(times: number): void {
  expect(server.posts).toHaveLength(times);
  expect(new Set(server.posts.map(({ id, text }) => `${id} ${text}`)).size).toBe(1);
}

describe("a message", () => {
  it("starts a session and is answered", async () => {
    expect(await send()).toEqual(server.answer);
    expect(server.sessionsStarted).toBe(1);
    expect(told).toEqual([]);
  });

  it.each<[string, Failure]>([
    ["a lost connection", "lost"],
    ["a lost answer", "lost answer"],
    ["a proxy's page", "html"],
    ["502", { status: 502 }],
    ["503", { status: 503 }],
    ["504", { status: 504 }],
  ])("is sent again, as it was, after %s", async (_, failure) => {
    meet(failure, failure);
    expect(await send()).toEqual(server.answer);
    expectOneMessage(3);
    expect(pauses).toEqual([1, 2]);
    expect([...server.sessions.values()].flat().filter(({ from }) => from === "visitor")).toHaveLength(1);
  });

  it("says that the assistant can't be reached at the second failure, and gives up", async () => {
    meet(...Array<Failure>(9).fill("lost"));
    await expect(send()).rejects.toMatchObject({ status: 0 });
    expectOneMessage(5);
    expect(pauses).toEqual([1, 2, 4, 8]);
    expect(told[0]).toEqual(["unavailable"]);
  });

  it("waits as long as 503 says, but not for ever", async () => {
    meet({ status: 503, retryAfter: 5 }, { status: 503, retryAfter: 3600 });
    await send();
    expect(pauses).toEqual([5, 30]);
  });

  it("waits while another message is answered", async () => {
    meet({ status: 409, retryAfter: 2 }, { status: 409 });
    expect(await send()).toEqual(server.answer);
    expectOneMessage(3);
    expect(pauses).toEqual([2, 1]);
    expect(told).toEqual([["busy"]]);
  });

  it("waits as long as 429 says", async () => {
    meet({ status: 429, retryAfter: 7 });
    expect(await send()).toEqual(server.answer);
    expectOneMessage(2);
    expect(pauses).toEqual([7]);
    expect(told).toEqual([["slow_down", 7]]);
  });

  it("waits some seconds where a browser hides how long", async () => {
    meet({ status: 429 });
    await send();
    expect(pauses).toEqual([10]);
  });

  it("leaves a long wait to the visitor", async () => {
    meet({ status: 429, retryAfter: 3000 });
    await expect(send()).rejects.toMatchObject({ status: 429, retryAfter: 3000 });
    expect(told).toEqual([["slow_down", 3000]]);
    expect(pauses).toEqual([]);
  });

  it("goes into a new session where the old one has ended", async () => {
    token = "ended";
    expect(await send()).toEqual(server.answer);
    expectOneMessage(2);
    expect(server.posts.map((post) => post.token)).toEqual(["ended", "token-1"]);
    expect(told).toEqual([["expired"]]);
  });

  it("that was a button goes into a new session as its words", async () => {
    token = "ended";
    await send({ text: "Relax", payload: "signed" });
    expect(server.posts[0]).toMatchObject({ payload: "signed" });
    expect(server.posts[1]).toMatchObject({ text: "Relax", id: server.posts[0]!.id });
    expect(server.posts[1]).not.toHaveProperty("payload");
  });

  it("that was a button of an earlier session is sent as its words", async () => {
    meet({ status: 400 });
    expect(await send({ text: "Relax", payload: "old" })).toEqual(server.answer);
    expect(server.posts[1]).not.toHaveProperty("payload");
  });

  it("does not loop where every session is refused", async () => {
    meet(...Array<Failure>(9).fill({ status: 401 }));
    await expect(send()).rejects.toMatchObject({ status: 401 });
    expect(server.posts).toHaveLength(3);
  });

  it.each([400, 403, 413, 415, 500])("is not sent again after %d", async (status) => {
    meet({ status });
    await expect(send()).rejects.toMatchObject({ status });
    expect(server.posts).toHaveLength(1);
  });

  it("waits for the network without counting", async () => {
    offline = true;
    meet(...Array<Failure>(8).fill("lost"));
    expect(await send()).toEqual(server.answer);
    expectOneMessage(9);
    expect(told).toEqual(Array(8).fill(["offline"]));
  });

  it("ends when it is called off", async () => {
    server.hold = new Promise(() => undefined);
    const sent = send();
    setTimeout(() => abort.abort(), 50);
    await expect(sent).rejects.not.toBeInstanceOf(Problem);
    expect(server.posts.length).toBeLessThanOrEqual(1);
  });
});

describe("newId", () => {
  it("is a UUID of version 4 as the server wants it", () => {
    const form = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
    const ids = Array.from({ length: 200 }, newId);
    expect(ids.every((id) => form.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(200);
  });
});

describe("pause", () => {
  it("ends at once when it is called off", async () => {
    const waiting = pause(60, abort.signal);
    abort.abort();
    await expect(waiting).rejects.toThrow();
    await expect(pause(60, abort.signal)).rejects.toThrow();
  });
});
