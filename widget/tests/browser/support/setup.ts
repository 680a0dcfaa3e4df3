/** Starts what the browser tests talk to: the real assistant, and another site with the widget. */
import { spawn, type ChildProcess } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { hostPage } from "./host-site";

declare module "vitest" {
  export interface ProvidedContext {
    /** The assistant's own address, with the demo site. */
    assistant: string;
    /** A site of someone else with the widget's tag on it. */
    host: string;
    /** POST "stop", "start" or "restart" here for the assistant's servers. */
    control: string;
  }
}

const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));
const SCRIPT = fileURLToPath(new URL("assistant.py", import.meta.url));

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let assistant = "";
  const host = await listen(
    createServer((request, response) => {
      const { status, headers, body } = hostPage(request.url ?? "/", assistant);
      response.writeHead(status, headers).end(body);
    }),
  );
  const child = spawn(`${ROOT}/.venv/bin/python`, [SCRIPT], {
    cwd: ROOT,
    env: { ...process.env, KNEADWISE_ALLOWED_ORIGINS: address(host) },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done) throw new Error("The assistant did not start.");
  assistant = first.value;
  const control = await listen(
    createServer((request, response) => {
      child.stdin.write(`${(request.url ?? "/").slice(1)}\n`);
      void lines.next().then(() => response.end());
    }),
  );
  project.provide("assistant", assistant);
  project.provide("host", address(host));
  project.provide("control", address(control));
  return async () => {
    host.close();
    control.close();
    await ended(child);
  };
}

function listen(server: Server): Promise<Server> {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

function address(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.stdin?.end();
  });
}
