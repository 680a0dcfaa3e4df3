/** A visitor with a real browser. */
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from "playwright-core";
import { inject } from "vitest";
import type { BotMessage } from "../../../src/types";

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 900 };
const EXECUTABLE = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let browser: Promise<Browser> | undefined;

/** The browser, one for a test file. */
export function startBrowser(): Promise<Browser> {
  browser ??= chromium.launch({ executablePath: EXECUTABLE, args: ARGUMENTS });
  return browser;
}

/** Ends the browser; for `afterAll`. */
export async function stopBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

type ContextOptions = Parameters<Browser["newContext"]>[0];

/** A new visitor: nothing stored yet. */
export async function newVisitor(options: ContextOptions = {}): Promise<BrowserContext> {
  return (await startBrowser()).newContext({ viewport: DESKTOP, ...options });
}

/** A page of a new visitor. */
export async function visit(url: string, options: ContextOptions = {}): Promise<Page> {
  const page = await (await newVisitor(options)).newPage();
  await page.goto(url);
  return page;
}

/** The demo site's home. */
export function home(): string {
  return `${inject("assistant")}/`;
}

/** A page of someone else's site. */
export function hostUrl(path: string): string {
  return inject("host") + path;
}

export function launcher(page: Page): Locator {
  return page.getByRole("button", { name: /^Chat with us/ });
}

export function panel(page: Page): Locator {
  return page.getByRole("dialog");
}

export function input(page: Page): Locator {
  return page.getByRole("textbox", { name: "Your message" });
}

export function log(page: Page): Locator {
  return page.getByRole("log");
}

/** Opens the chat and waits for its first words. */
export async function openChat(page: Page): Promise<void> {
  await launcher(page).click();
  await log(page).getByText("automated assistant of").first().waitFor();
}

/** A page with the chat open. */
export async function chat(url = home(), options: ContextOptions = {}): Promise<Page> {
  const page = await visit(url, options);
  await openChat(page);
  return page;
}

/** Types a message and waits until its answer is shown. */
export async function say(page: Page, text: string): Promise<BotMessage[]> {
  return answered(page, async () => {
    await input(page).fill(text);
    await input(page).press("Enter");
  });
}

/** Does something that sends a message, and waits until its answer is shown. */
export async function answered(page: Page, act: () => Promise<void>): Promise<BotMessage[]> {
  const response = page.waitForResponse(
    (r) => r.url().endsWith("/messages") && r.request().method() === "POST" && r.ok(),
  );
  await act();
  const { messages } = (await (await response).json()) as { messages: BotMessage[] };
  const last = messages.at(-1)?.text ?? "";
  await log(page).getByText(last.slice(0, 60)).last().waitFor();
  return messages;
}

/** Asks the assistant's servers to stop, start or restart. */
export async function servers(command: "stop" | "start" | "restart"): Promise<void> {
  await fetch(`${inject("control")}/${command}`, { method: "POST" });
}

/** Answers up to a relaxation's recommendation. */
export async function toRecommendation(page: Page): Promise<BotMessage[]> {
  await say(page, "help me choose");
  await say(page, "just relax");
  await say(page, "no injury, nothing");
  return say(page, "none of these");
}
