/** What is typed is never lost, sent twice or forgotten. */
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { BrowserContext, Page } from "playwright-core";
import {
  answered,
  chat,
  home,
  hostUrl,
  input,
  launcher,
  log,
  newVisitor,
  openChat,
  panel,
  say,
  servers,
  stopBrowser,
  visit,
} from "./support/visit";

afterAll(stopBrowser);

/** How many lines of the log say a text, the visitor's and the assistant's. */
function lines(page: Page, text: string): Promise<number> {
  return log(page).getByText(text, { exact: true }).count();
}

describe("what was said", () => {
  let visitor: BrowserContext;
  let page: Page;
  beforeEach(async () => {
    visitor = await newVisitor();
    page = await visitor.newPage();
    await page.goto(home());
    await openChat(page);
    await say(page, "how much is parking");
  });

  it("is there after a reload, with the open question's chips", async () => {
    await say(page, "help me choose");
    await page.reload();
    await openChat(page);
    // What was said is asked of the server first.
    await log(page).getByText("how much is parking", { exact: true }).first().waitFor();
    expect(await lines(page, "how much is parking")).toBe(1);
    const chip = log(page).getByRole("button", { name: "Relax", exact: true });
    await chip.waitFor();
    expect(await chip.isEnabled()).toBe(true);
  });

  it("is there on another page and in a new tab", async () => {
    const tab = await visitor.newPage();
    await tab.goto(`${home()}prices`);
    await openChat(tab);
    await log(tab).getByText("how much is parking", { exact: true }).waitFor();
  });

  it("appears in both of two tabs, whichever it was typed in", async () => {
    const tab = await visitor.newPage();
    await tab.goto(home());
    await openChat(tab);
    await log(tab).getByText("how much is parking", { exact: true }).waitFor();
    const [first] = await say(tab, "should i tip");
    await log(page).getByText(first!.text.slice(0, 40)).first().waitFor();
    const [second] = await say(page, "what does deep tissue feel like");
    await log(tab).getByText(second!.text.slice(0, 40)).first().waitFor();
    expect(await lines(tab, "should i tip")).toBe(1);
    expect(await lines(page, "should i tip")).toBe(1);
  });

  it("is gone after 'Delete my chat', here and on the server", async () => {
    const token = await page.evaluate(() => JSON.stringify(localStorage));
    const menu = page.getByRole("button", { name: "Chat menu" });
    if (await menu.isVisible()) await menu.click();
    await page.getByRole("button", { name: "Delete my chat" }).click();
    await page.getByRole("button", { name: "Yes, delete it" }).click();
    await panel(page).getByText("The chat is deleted.").first().waitFor();
    expect(await lines(page, "how much is parking")).toBe(0);
    const stored = await page.evaluate(() => JSON.stringify(localStorage));
    const bearer = /[\w-]{20,}\.[\w-]{20,}(\.[\w-]+)?/.exec(token)?.[0];
    expect(bearer).toBeTruthy();
    expect(stored).not.toContain(bearer);
    const status = await page.evaluate(
      async (t) =>
        (await fetch("/webhooks/website/messages", { headers: { Authorization: `Bearer ${t}` } })).status,
      bearer,
    );
    expect(status).toBe(401);
  });

  it("goes on anew after 'Start over'", async () => {
    const menu = page.getByRole("button", { name: "Chat menu" });
    if (await menu.isVisible()) await menu.click();
    await answered(page, () => page.getByRole("button", { name: "Start over" }).click());
    expect(await log(page).getByText("we start over").count()).toBe(1);
  });
});

describe("sending", () => {
  it("keeps the text of a failed message and sends it once on 'Try again'", async () => {
    const page = await chat();
    await say(page, "hello");
    const ids: string[] = [];
    page.on("request", (r) => {
      if (r.method() === "POST" && r.url().endsWith("/messages")) ids.push(r.postDataJSON().id);
    });
    await page.route("**/messages", (route) => route.abort());
    await input(page).fill("should i tip");
    await input(page).press("Enter");
    const retry = panel(page).getByRole("button", { name: "Try again" });
    await retry.waitFor({ timeout: 60_000 });
    await page.unroute("**/messages");
    const [answer] = await answered(page, () => retry.click());
    expect(answer!.card?.kind).toBe("faq");
    expect(new Set(ids).size).toBe(1);
    expect(await lines(page, "should i tip")).toBe(1);
  });

  it("survives a restart of the servers in the middle of the chat", { timeout: 120_000 }, async () => {
    const page = await chat();
    await say(page, "hello");
    await servers("stop");
    await input(page).fill("should i tip");
    await input(page).press("Enter");
    await page.waitForTimeout(1_500);
    expect(await lines(page, "should i tip")).toBe(1);
    await servers("start");
    const retry = panel(page).getByRole("button", { name: "Try again" });
    const answer = log(page).getByText(/tip/i).nth(1);
    await Promise.race([retry.waitFor({ timeout: 60_000 }), answer.waitFor({ timeout: 60_000 })]);
    if (await retry.isVisible()) await retry.click();
    await answer.waitFor({ timeout: 30_000 });
    const token = await page.evaluate(() => JSON.stringify(localStorage));
    const bearer = /[\w-]{20,}\.[\w-]{20,}(\.[\w-]+)?/.exec(token)?.[0];
    const transcript = await page.evaluate(
      async (t) =>
        (await fetch("/webhooks/website/messages", { headers: { Authorization: `Bearer ${t}` } })).json(),
      bearer,
    );
    const said = transcript.messages.filter((m: { text: string }) => m.text === "should i tip");
    expect(said.length).toBe(1);
  });

  it("waits while offline and sends when back", async () => {
    const visitor = await newVisitor();
    const page = await visitor.newPage();
    await page.goto(home());
    await openChat(page);
    await say(page, "hello");
    await visitor.setOffline(true);
    await input(page).fill("should i tip");
    await input(page).press("Enter");
    await panel(page).getByText(/You are offline/).first().waitFor();
    await visitor.setOffline(false);
    await log(page).getByText(/tips/i).first().waitFor({ timeout: 30_000 });
    expect(await lines(page, "should i tip")).toBe(1);
  });

  it("starts a new chat for an ended session and loses nothing", async () => {
    const page = await chat();
    await say(page, "hello");
    await page.evaluate(async () => {
      const bearer = /[\w-]{20,}\.[\w-]{20,}(\.[\w-]+)?/.exec(JSON.stringify(localStorage))?.[0];
      await fetch("/webhooks/website/session", {
        method: "DELETE",
        headers: { Authorization: `Bearer ${bearer}` },
      });
    });
    const [answer] = await say(page, "should i tip");
    expect(answer!.card?.kind).toBe("faq");
    expect(await panel(page).getByText("The last chat has ended. This is a new one.").count()).toBeGreaterThan(0);
  });

  it("keeps a text that is too long", async () => {
    const page = await chat();
    await say(page, "hello");
    const text = "my neck is stiff and ".repeat(60);
    await input(page).fill(text);
    await input(page).press("Enter");
    await panel(page).getByText(/longer than 1000 characters/).first().waitFor();
    expect((await input(page).inputValue()).length).toBeGreaterThan(900);
  });
});

describe("the launcher", () => {
  it("never opens by itself and counts what came while the chat was closed", async () => {
    const page = await visit(home());
    await page.waitForTimeout(1_500);
    expect(await panel(page).isVisible()).toBe(false);
    await openChat(page);
    await say(page, "hello");
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route("**/messages", async (route) => {
      await held;
      await route.continue();
    });
    await input(page).fill("should i tip");
    await input(page).press("Enter");
    await page.keyboard.press("Escape");
    release();
    await page.getByRole("button", { name: /Chat with us, 1 unread/ }).waitFor();
    await launcher(page).click();
    await page.keyboard.press("Escape");
    expect(await launcher(page).getAttribute("aria-label")).not.toMatch(/unread/);
  });

  it("says whom to call where nothing can be reached", async () => {
    const page = await visit(home());
    await page.route(/panel\.js|webhooks/, (route) => route.abort());
    await launcher(page).click();
    await page.getByRole("alert").getByText("(555) 010-0142").waitFor();
  });

  it("hints once, and no more after the hint is dismissed", async () => {
    const visitor = await newVisitor();
    const page = await visitor.newPage();
    await page.goto(hostUrl("/nudge"));
    const hint = page.getByText("Not sure which massage fits? Ask here.");
    await hint.waitFor();
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
    await page.getByRole("button", { name: "Dismiss this hint" }).click();
    await hint.waitFor({ state: "detached" });
    await page.reload();
    await launcher(page).waitFor();
    await page.waitForTimeout(1_800);
    expect(await hint.count()).toBe(0);
    expect(await panel(page).isVisible()).toBe(false);
  });
});
