/** Somebody of the practice at /desk, with a real browser. */
import type { Page } from "playwright-core";
import { inject } from "vitest";
import { newVisitor } from "./visit";

/** As assistant.py has it. */
export const PASSWORD = "lavender and juniper";

/** An address of the desk. */
export function desk(path = ""): string {
  return `${inject("assistant")}/desk${path}`;
}

/** What a page complains of: errors, warnings, what a policy refused, what could not be loaded. */
export function complaintsOf(page: Page): string[] {
  const found: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) found.push(message.text());
  });
  page.on("pageerror", (error) => found.push(String(error)));
  page.on("requestfailed", (request) => {
    // A page that is left no longer needs its icon.
    const reason = request.failure()?.errorText ?? "";
    if (reason !== "net::ERR_ABORTED") found.push(`${request.url()}: ${reason}`);
  });
  return found;
}

/** The login page of somebody new. */
export async function atTheDoor(options: Parameters<typeof newVisitor>[0] = {}): Promise<Page> {
  return (await newVisitor(options)).newPage();
}

/** Logs in by the keyboard; the field gets the focus by itself, a moment after the page is loaded. */
export async function logIn(page: Page): Promise<void> {
  await page.goto(desk("/login"));
  await page.locator("#password:focus").waitFor();
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL(desk());
}
