/** The practice's page: seen in light and dark, on phone and desktop, by keyboard, and by axe. */
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { violations } from "./support/axe";
import { atTheDoor, complaintsOf, desk, logIn } from "./support/desk";
import { tap } from "./support/states";
import { chat, DESKTOP, log, PHONE, say, stopBrowser, toRecommendation } from "./support/visit";

afterAll(stopBrowser);

const SCREENSHOTS = fileURLToPath(new URL("../../screenshots/desk", import.meta.url));
const BOOKING = "https://juniperstreet.example/book";
/** The desk's pages as `channels/desk/menu.py` lists them, and those below them. */
const PAGES = [
  "",
  "?days=90",
  "/messages",
  "/unanswered",
  "/changes",
  "/content/practice",
  "/content/questions",
  "/content/techniques",
  "/content/sources",
  "/content/sources/ARTICLE",
  "/new/questions",
  "/new/sources",
];
const SORTING = "**/unanswered/progress";
const visitorsCounts: string[] = [];

/** One visitor gives every page something to show. */
beforeAll(async () => {
  const page = await chat();
  page.on("request", (request) => {
    if (request.url().endsWith("/counts")) visitorsCounts.push(request.postData() ?? "");
  });
  await page.context().route(`${BOOKING}*`, (route) => route.fulfill({ body: "booking" }));
  await say(page, "what does an hour cost");
  await say(page, "do you sell flumphs by the dozen");
  await toRecommendation(page);
  const opened = page.context().waitForEvent("page");
  await log(page).getByRole("link", { name: "Book" }).last().click();
  await opened;
  await say(page, "leave a message");
  await say(page, "name: Jo Miller\nphone: 555 0134\nmessage: I left my scarf in room two");
  await tap(page, "Send");
  await say(page, "bye");
  await tap(page, "Yes, I have");
  await page.context().close();
});

/** Targets smaller than WCAG 2.2 asks for, links within a sentence aside; and whether it scrolls sideways. */
function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const small = [...document.querySelectorAll("a, button, input, select, textarea, summary")].filter((node) => {
      const { width, height } = node.getBoundingClientRect();
      const isSeen = width > 1 && height > 1 && !node.matches(".skip, p > a, dd > a, [type=hidden]");
      return isSeen && (height < 24 || width < 24);
    });
    const { scrollWidth, clientWidth } = document.documentElement;
    return [...(scrollWidth > clientWidth ? ["scrolls sideways"] : []), ...small.map((node) => node.outerHTML)];
  });
}

for (const colorScheme of ["light", "dark"] as const)
  for (const [size, viewport] of Object.entries({ phone: PHONE, desktop: DESKTOP }))
    describe(`${colorScheme}, ${size}`, () => {
      it("has nothing to complain of on any page", { timeout: 300_000 }, async () => {
        const page = await atTheDoor({ viewport, colorScheme });
        const complaints = complaintsOf(page);
        const found: Record<string, string[]> = {};
        const look = async (name: string): Promise<void> => {
          for (const summary of await page.locator("summary").all()) await summary.click();
          const inPage = [...(await violations(page)), ...(await misfits(page)), ...complaints.splice(0)];
          if (inPage.length) found[name] = inPage;
        };
        await page.goto(desk("/login"));
        await look("login");
        await logIn(page);
        // A page that sorts messages doesn't load anew while it is looked at.
        await page.route(SORTING, (route) => route.fulfill({ json: { running: true } }));
        for (const path of PAGES) {
          await page.goto(desk(path));
          if (path === "/unanswered") {
            if (await page.locator("progress").count()) await look(`${path}, still sorting`);
            await page.unroute(SORTING);
            await page.getByRole("heading", { name: /flumph/ }).first().waitFor({ timeout: 120_000 });
          }
          const file = `${path.replace(/\W+/g, " ").trim() || "overview"} ${colorScheme} ${size}.png`;
          await page.screenshot({ path: `${SCREENSHOTS}/${file}`, fullPage: true });
          await look(path);
        }
        await page.goto(desk("/messages"));
        await page.getByRole("link", { name: "Jo Miller" }).first().click();
        await page.getByRole("heading", { name: "Jo Miller" }).waitFor();
        await look("message");
        expect(found).toEqual({});
        await page.context().close();
      });
    });

describe("a new source", () => {
  it("is asked for again in plain words, kept, and offered to a new question", async () => {
    const page = await atTheDoor({ viewport: PHONE });
    const complaints = complaintsOf(page);
    await logIn(page);
    await page.goto(desk("/content/sources"));
    await page.getByRole("link", { name: "Add a source" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Trial: foot massage, 2025");
    await page.getByLabel("Address of its page").fill("my shelf");
    await page.getByRole("button", { name: "Keep these" }).click();
    await page.getByRole("alert").getByText("Not kept yet.").waitFor();
    const where = page.getByLabel("Address of its page");
    expect(await where.inputValue()).toBe("my shelf");
    expect(await where.getAttribute("aria-invalid")).toBe("true");
    const [, reason] = (await where.getAttribute("aria-describedby"))!.split(" ");
    expect(await page.locator(`[id="${reason}"]`).textContent()).toContain("Write an address like example.org/study");
    expect(await violations(page)).toEqual([]);
    // The page that refuses is one with status 422, which the console of a browser tells.
    complaints.splice(0);
    await where.fill("https://example.org/feet");
    await page.getByLabel("What kind of source").selectOption({ label: "A single practice or a consumer page" });
    await page.getByRole("button", { name: "Keep these" }).click();
    await page.waitForURL(desk("/changes"));
    await page.getByText("New source: Trial: foot massage, 2025").waitFor();
    await page.goto(desk("/new/questions"));
    const sources = page.getByRole("group", { name: "Sources", exact: true });
    await sources.getByRole("combobox").first().selectOption({ label: "Trial: foot massage, 2025 (trial_foot_massage_2025)" });
    await page.goto(desk("/changes"));
    await page.getByRole("button", { name: "Take back" }).click();
    await page.getByText("No change is waiting.").waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe("the overview", () => {
  it("counts the click that only the browser sees, once", async () => {
    expect(visitorsCounts).toEqual(['{"seen":"booking"}']);
    const page = await atTheDoor();
    await logIn(page);
    const followed = page.getByRole("listitem").filter({ hasText: "Followed the booking link" });
    // It is written within a second or so; the page is asked again until then.
    await expect
      .poll(async () => (await page.reload(), (await followed.locator("strong").textContent()) ?? ""), { timeout: 30_000 })
      .not.toBe("0");
    const bar = followed.locator("rect.mark");
    expect((await bar.boundingBox())?.width).toBeGreaterThan(0);
    await page.context().close();
  });
});

describe("with the keyboard alone", () => {
  const focused = (page: Page): Promise<string> =>
    page.evaluate(() => `${document.activeElement?.tagName.toLowerCase()} ${document.activeElement?.textContent?.trim()}`);
  async function tabTo(page: Page, wanted: RegExp): Promise<void> {
    for (let i = 0; i < 60 && !wanted.test(await focused(page)); i += 1) await page.keyboard.press("Tab");
    expect(await focused(page)).toMatch(wanted);
    // What has the focus is seen to have it.
    expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).not.toBe("none");
  }

  it("logs in, reads the overview and its tables, marks a message and logs out", async () => {
    const page = await atTheDoor({ viewport: PHONE });
    await logIn(page);
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("a To the content");
    await tabTo(page, /^a Last 7 days/);
    await page.keyboard.press("Enter");
    await page.waitForURL(desk("?days=7"));
    await tabTo(page, /^summary As a table/);
    await page.keyboard.press("Enter");
    await page.getByRole("table", { name: "From opening to booking" }).waitFor();
    await page.keyboard.press("Tab");
    expect(await focused(page)).toMatch(/^div From opening to booking/);
    await page.goto(desk());
    await tabTo(page, /^a Messages/);
    await page.keyboard.press("Enter");
    await page.waitForURL(desk("/messages"));
    await tabTo(page, /^a Jo Miller/);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Jo Miller" }).waitFor();
    await tabTo(page, /^button Mark as read/);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Mark as new" }).waitFor();
    await tabTo(page, /^button Log out/);
    await page.keyboard.press("Enter");
    await page.waitForURL(desk("/login"));
    await page.goto(desk());
    expect(page.url()).toBe(desk("/login"));
    await page.context().close();
  });
});
