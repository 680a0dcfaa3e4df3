/** On any site: its rules are kept, its looks are left alone, and ours survive. */
import { afterAll, describe, expect, inject, it } from "vitest";
import type { Page } from "playwright-core";
import {
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
  stopBrowser,
  visit,
} from "./support/visit";

afterAll(stopBrowser);

/** What the browser refused, from the first moment of the page on. */
async function refusals(page: Page): Promise<string[]> {
  const found: string[] = [];
  page.on("console", (m) => {
    if (/Content Security Policy|TrustedHTML|TrustedScript/i.test(m.text())) found.push(m.text());
  });
  page.on("pageerror", (error) => found.push(String(error)));
  return found;
}

it("breaks no strict policy and no Trusted Types", async () => {
  const page = await (await newVisitor()).newPage();
  const found = await refusals(page);
  await page.goto(hostUrl("/strict"));
  await openChat(page);
  await say(page, "compare the two styles");
  await say(page, "help me choose");
  await say(page, "now my chest feels crushed and my arm is numb");
  expect(found).toEqual([]);
});

it("survives a site whose styles undo everything", async () => {
  const page = await visit(hostUrl("/hostile"));
  await launcher(page).click();
  await log(page).getByText("automated assistant of").first().waitFor();
  const box = await panel(page).boundingBox();
  expect(box!.width).toBeGreaterThan(280);
  expect(box!.height).toBeGreaterThan(300);
  await say(page, "compare the two styles");
  const look = await input(page).evaluate((node) => {
    const style = getComputedStyle(node);
    return { size: style.fontSize, family: style.fontFamily, seen: style.visibility };
  });
  expect(look.size).toBe("16px");
  expect(look.family).not.toMatch(/fantasy/);
  expect(look.seen).toBe("visible");
});

it("asks no one but the assistant's own server", async () => {
  const visitor = await newVisitor();
  const page = await visitor.newPage();
  const origins = new Set<string>();
  page.on("request", (request) => origins.add(new URL(request.url()).origin));
  await page.goto(hostUrl("/plain"));
  await openChat(page);
  await say(page, "what is shiatsu");
  expect([...origins].sort()).toEqual([inject("assistant"), inject("host")].sort());
});

it("stores nothing and asks nothing before the chat is opened, and no token before a message", async () => {
  const visitor = await newVisitor();
  const page = await visitor.newPage();
  const calls: string[] = [];
  page.on("request", (r) => calls.push(r.url()));
  await page.goto(hostUrl("/plain"));
  await launcher(page).waitFor();
  await page.waitForTimeout(800);
  const stored = (): Promise<number> =>
    page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length);
  expect(await stored()).toBe(0);
  expect(calls.filter((url) => url.includes("/webhooks/"))).toEqual([]);
  await openChat(page);
  expect(calls.filter((url) => url.endsWith("/session"))).toEqual([]);
  await say(page, "hello");
  expect(await visitor.cookies()).toEqual([]);
});

describe("the tag", () => {
  it("works twice on a page as if it were there once", async () => {
    const page = await visit(hostUrl("/twice"));
    await launcher(page).first().waitFor();
    await page.waitForTimeout(500);
    expect(await launcher(page).count()).toBe(1);
  });

  it("works where a site builder adds it by a script of its own", async () => {
    const page = await visit(hostUrl("/moved"));
    await openChat(page);
    expect((await say(page, "should i tip"))[0]!.card?.kind).toBe("faq");
  });

  it("has an address whose version stays", async () => {
    const script = await fetch(`${inject("assistant")}/v1/widget.js`);
    expect(script.status).toBe(200);
    expect(await script.text()).toBe(await (await fetch(`${inject("assistant")}/widget.js`)).text());
  });

  it("comes back when the page takes its element away", async () => {
    const page = await visit(hostUrl("/plain"));
    await launcher(page).waitFor();
    await page.evaluate(() => {
      for (const element of document.querySelectorAll("*")) if (element.shadowRoot) element.remove();
    });
    await launcher(page).waitFor();
  });
});

describe("the page's own interface", () => {
  it("opens, closes and tells events without content", async () => {
    const page = await visit(hostUrl("/plain"));
    await launcher(page).waitFor();
    const events = await page.evaluate(async () => {
      type Api = { open(): void; close(): void; on(event: string, handler: (x?: unknown) => void): () => void };
      const { Kneadwise } = window as unknown as { Kneadwise: Api };
      const seen: unknown[] = [];
      (window as unknown as { seen: unknown[] }).seen = seen;
      for (const event of ["open", "close", "message_sent", "message_received", "safety_notice"])
        Kneadwise.on(event, (...rest: unknown[]) => seen.push([event, JSON.stringify(rest)]));
      Kneadwise.open();
      return seen.length;
    });
    expect(events).toBeGreaterThanOrEqual(0);
    await log(page).getByText("automated assistant of").first().waitFor();
    await say(page, "my chest feels crushed and my arm is numb");
    await page.evaluate(() => (window as unknown as { Kneadwise: { close(): void } }).Kneadwise.close());
    await panel(page).waitFor({ state: "hidden" });
    const seen = await page.evaluate(() => (window as unknown as { seen: [string, string][] }).seen);
    expect(seen.map(([name]) => name)).toEqual([
      "open",
      "message_sent",
      "message_received",
      "safety_notice",
      "close",
    ]);
    expect(JSON.stringify(seen)).not.toMatch(/chest|numb|emergency/);
  });

  it("leaves the page's own objects as they are", async () => {
    const page = await visit(hostUrl("/plain"));
    await launcher(page).waitFor();
    const native = await page.evaluate(() =>
      [fetch, history.pushState, Element.prototype.attachShadow, console.log, XMLHttpRequest.prototype.open].every(
        (f) => /native code/.test(Function.prototype.toString.call(f)),
      ),
    );
    expect(native).toBe(true);
    const added = await page.evaluate(() => {
      const frame = document.createElement("iframe");
      document.body.append(frame);
      const plain = new Set(Object.getOwnPropertyNames(frame.contentWindow));
      frame.remove();
      return Object.getOwnPropertyNames(window).filter((name) => !plain.has(name) && !/^\d+$/.test(name));
    });
    expect(added.filter((name) => !/^__pw|playwright/i.test(name))).toEqual(["Kneadwise"]);
  });
});

it("draws a message that it doesn't know by its text, and goes on", async () => {
  const page = await chat(home());
  await page.route("**/messages", async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    if (body.messages)
      body.messages = [
        { text: "From the future.", card: { kind: "hologram", id: "x", beam: 3 } },
        { text: "Broken table.", card: { kind: "table", id: "comparison", rows: "none" } },
        { text: '<img src=x onerror="window.hacked=1"><b>bold</b>', card: { kind: "reading", id: "further_reading", links: [{ title: "Click", url: "javascript:window.hacked=1" }] } },
      ];
    await route.fulfill({ response, json: body });
  });
  await input(page).fill("hello");
  await input(page).press("Enter");
  await log(page).getByText("From the future.").waitFor();
  await log(page).getByText("Broken table.").waitFor();
  await log(page).getByText("<b>bold</b>").waitFor();
  expect(await log(page).locator('a[href^="javascript"]').count()).toBe(0);
  expect(await page.evaluate(() => (window as unknown as { hacked?: number }).hacked)).toBeUndefined();
  await page.unroute("**/messages");
  expect((await say(page, "should i tip"))[0]!.card?.kind).toBe("faq");
});
