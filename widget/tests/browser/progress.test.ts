/** A visitor tracks how it goes, in their browser alone. */
import { fileURLToPath } from "node:url";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { violations } from "./support/axe";
import { fillIn, logOn, openTracker, press, setUp, tracker } from "./support/tracker";
import { chat, home, input, launcher, log, openChat, say, stopBrowser, toRecommendation } from "./support/visit";

afterAll(stopBrowser);

const SCREENSHOTS = fileURLToPath(new URL("../../screenshots/progress", import.meta.url));
const SMALL = { width: 360, height: 640 };

const stored = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));

describe("tracking", () => {
  let page: Page;
  let requests: string[];
  /** What the launcher keeps: that its hint was seen. */
  let before: string;
  beforeEach(async () => {
    page = await chat(home(), { viewport: SMALL, colorScheme: "dark" });
    requests = [];
    before = await stored(page);
    page.on("request", (r) => requests.push(`${r.method()} ${new URL(r.url()).pathname} ${r.postData() ?? ""}`));
  });

  it("keeps nothing before the visitor agrees, or where they don't", async () => {
    await openTracker(page);
    expect(await tracker(page).getByText("Only in this browser").count()).toBe(1);
    expect(await stored(page)).toBe(before);
    await press(page, "No, thanks");
    await log(page).waitFor();
    expect(await stored(page)).toBe(before);
  });

  it("shows trend and plateau with the article's words and source, and sends nothing", async () => {
    await setUp(page, { name: "walk to the lake", kind: "In minutes", goal: "60" });
    for (const [day, bother, minutes] of [[0, 7, "10"], [7, 4, "30"], [15, 4, "30"], [22, 4, "31"]] as const)
      await logOn(page, day, bother, minutes);
    const at = tracker(page);
    await at.getByText("About the same for a while").waitFor();
    expect(await at.getByText(/last 3 entries, over 15 days.*“Maximum medical improvement\/completed course of treatment”.*Talk with them/).count()).toBe(1);
    await at.getByText("Where this comes from").click();
    expect(await at.getByText("Medical Massage versus Relaxation Massage, the article").isVisible()).toBe(true);
    const pictures = await at.getByRole("img").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
    expect(pictures).toHaveLength(2);
    expect(pictures[0]).toMatch(/4 entries from .*2026 to .*2026, from 7 to 4/);
    expect(pictures[1]).toMatch(/walk to the lake, minutes.*from 10 to 31/);
    expect(await at.getByRole("row").nth(1).innerText()).toMatch(/Jan 27, 2026\s+4\s+31/);
    expect(await violations(page)).toEqual([]);
    expect(await stored(page)).toContain("walk to the lake");
    expect(requests.filter((request) => !request.startsWith("GET /v1/progress.js"))).toEqual([]);
    // After weeks, in a new tab.
    const tab = await page.context().newPage();
    await tab.goto(home());
    await openChat(tab);
    await openTracker(tab);
    await tracker(tab).getByText("About the same for a while").waitFor();
  });

  it("says the goal, the rise and the jump, each in its words", async () => {
    await setUp(page, { side: "To relax and stay well", botherGoal: "3" });
    await logOn(page, 0, 5);
    await tracker(page).getByText("A beginning").waitFor();
    await logOn(page, 3, 3);
    await tracker(page).getByText("You reached your goal").waitFor();
    expect(await tracker(page).getByText(/“Clients needs have been met or have changed”.*Talk with them/).count()).toBe(1);
    await logOn(page, 6, 5);
    await tracker(page).getByText(/tell your therapist before the next session, or ask your physician/).waitFor();
    expect(await tracker(page).getByText("You reached your goal").count()).toBe(0);
    await logOn(page, 7, 10);
    await tracker(page).getByText(/Please see a doctor before any massage.*call 911 now/).waitFor();
    const call = tracker(page).getByRole("link", { name: "Call 911" });
    expect(await call.getAttribute("href")).toBe("tel:911");
    expect(await violations(page)).toEqual([]);
    await press(page, "Take back the last entry");
    await tracker(page).getByText("Worse than before", { exact: true }).waitFor();
    await press(page, "Talk to a person");
    await log(page).getByText("Talk to a person", { exact: true }).first().waitFor();
  });

  it("forgets on the visitor's word, and with everything else", async () => {
    await say(page, "hello");
    await setUp(page, { name: "turn my head" });
    await logOn(page, 0, 5);
    await press(page, "Forget my progress");
    await press(page, "Keep them");
    expect(await stored(page)).toContain("turn my head");
    await press(page, "Forget my progress");
    await press(page, "Yes, erase them");
    await tracker(page).getByText("Your progress is erased.").waitFor();
    expect(await stored(page)).not.toContain("progress");
    await press(page, "Back to the chat");

    await setUp(page, { name: "turn my head" });
    await logOn(page, 0, 5);
    const tab = await page.context().newPage();
    await tab.goto(home());
    await openChat(tab);
    await openTracker(tab);
    await tracker(tab).getByText("A beginning").waitFor();
    await page.getByRole("button", { name: "Chat menu" }).click();
    await page.getByRole("button", { name: "Delete my chat" }).click();
    await page.getByRole("button", { name: "Yes, delete it" }).click();
    await log(page).getByText("The chat is deleted.").waitFor();
    expect(await stored(page)).toBe(before);
    // The other tab shows it no longer, and can't bring it back.
    await tracker(tab).getByText("May it be kept here?").waitFor();
    expect(await stored(tab)).toBe(before);
  });

  it("is offered with a result, for its style, and gives the chat back", async () => {
    await toRecommendation(page);
    await log(page).getByRole("button", { name: "Track how it goes" }).click();
    await press(page, "Yes, keep it here");
    expect(await tracker(page).getByRole("radio", { name: "To relax and stay well" }).isChecked()).toBe(true);
    await page.keyboard.press("Escape");
    await log(page).waitFor();
    expect(await input(page).evaluate((node) => node === (node.getRootNode() as ShadowRoot).activeElement)).toBe(true);
    await page.keyboard.press("Escape");
    await launcher(page).waitFor();
  });

  it("says whom to call where its page can't be loaded, and loads it when asked again", async () => {
    await page.route("**/v1/progress.js*", (route) => route.abort());
    await page.getByRole("button", { name: "Chat menu" }).click();
    await page.getByRole("button", { name: "Track how it goes" }).click();
    await page.getByRole("alert").getByText("(555) 010-0142").waitFor();
    await page.unroute("**/v1/progress.js*");
    // Here the browser keeps nothing, as with strict settings.
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("forbidden", "SecurityError");
      };
    });
    await setUp(page, { botherGoal: "3" });
    await logOn(page, 0, 6);
    expect(await tracker(page).getByText("This browser keeps nothing").count()).toBe(1);
    expect(await stored(page)).toBe(before);
  });

  it("says what is missing, and copies as text", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await openTracker(page);
    await press(page, "Yes, keep it here");
    await press(page, "Save");
    await tracker(page).getByRole("alert").getByText("Choose what the massage is for.").waitFor();
    await fillIn(page, { name: "turn my head", kind: "From 0 to 10" });
    await press(page, "Save this entry");
    await tracker(page).getByText("Choose how much it bothers you").waitFor();
    await logOn(page, 0, 5);
    await press(page, "Copy as text");
    await tracker(page).getByText("Copied.").waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain("Jan 5, 2026: 5");
    expect(requests.every((request) => request.startsWith("GET "))).toBe(true);
  });
});

describe("with the keyboard alone", () => {
  /** The focused element's text or name, through shadow roots. */
  const focused = (page: Page): Promise<string> =>
    page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      const label = active instanceof HTMLInputElement ? (active.labels?.[0]?.textContent ?? "") : "";
      return `${active?.tagName.toLowerCase()} ${active?.getAttribute("aria-label") ?? (label || active?.textContent)}`;
    });
  async function tabTo(page: Page, wanted: RegExp): Promise<void> {
    for (let i = 0; i < 30 && !wanted.test(await focused(page)); i += 1) await page.keyboard.press("Tab");
    expect(await focused(page)).toMatch(wanted);
  }

  it("agrees, sets up, logs twice and reads what is said", async () => {
    const page = await chat();
    await page.keyboard.press("Shift+Tab");
    for (let i = 0; i < 30 && !/Chat menu/.test(await focused(page)); i += 1) await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await tabTo(page, /Track how it goes/);
    await page.keyboard.press("Enter");
    await tracker(page).waitFor();
    await expect.poll(() => focused(page)).toMatch(/^h3/);
    await tabTo(page, /Yes, keep it here/);
    await page.keyboard.press("Enter");
    expect(await focused(page)).toMatch(/^h4 What you want to track/);
    await tabTo(page, /^input A pain/);
    await page.keyboard.press("Space");
    await tabTo(page, /^button Save/);
    await page.keyboard.press("Enter");
    for (const presses of [5, 8]) {
      await tabTo(page, /^input 0: not at all/);
      await page.keyboard.press("Space");
      for (let i = 0; i < presses; i += 1) await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Enter");
      await expect.poll(() => focused(page)).toMatch(/^h4 How it goes/);
    }
    expect(await tracker(page).getByText("Worse than before", { exact: true }).count()).toBe(1);
  });
});

describe("on a small screen", () => {
  it("fits, and every target is large enough", async () => {
    const page = await chat(home(), { viewport: SMALL });
    const look = async (name: string): Promise<void> => {
      await page.screenshot({ path: `${SCREENSHOTS}/${name}.png` });
      const problems = await tracker(page).evaluate((region) => {
        const scroller = region.parentElement!;
        const small = [...region.querySelectorAll("button, summary, input, textarea")].filter((node) => {
          const { width, height } = node.getBoundingClientRect();
          return width > 0 && (width < 43.5 || height < 43.5);
        });
        return [scroller.scrollWidth - scroller.clientWidth, ...small.map((node) => node.outerHTML)];
      });
      expect(problems, name).toEqual([0]);
      // In dark colours it is seen above.
      expect(await violations(page), name).toEqual([]);
    };
    await openTracker(page);
    await look("1 consent");
    await press(page, "Yes, keep it here");
    await tracker(page).getByLabel("One thing you want to do").fill("walk to the lake and back without stopping");
    await tracker(page).getByRole("radio", { name: "In minutes" }).check();
    await look("2 setup");
    await fillIn(page, { goal: "45", botherGoal: "1" });
    await look("3 first entry");
    for (const [day, bother, minutes] of [[0, 7, "10"], [7, 5, "20"], [15, 3, "28"], [22, 2, "30"]] as const)
      await logOn(page, day, bother, minutes);
    await tracker(page).getByRole("heading", { name: "How it goes", exact: true }).scrollIntoViewIfNeeded();
    await look("4 better");
    await tracker(page).getByRole("table").scrollIntoViewIfNeeded();
    await look("5 table");
    await logOn(page, 24, 7, "10");
    await look("6 jumped");
  });
});
