// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from "vitest";
import { origin, recommendationText } from "../../src/cards/recommendation-text";
import { all, draw, makeContext, press, recommendation } from "./setup";

const HEADINGS = [
  "Relaxation massage",
  "Why",
  "How it goes",
  "Techniques that suit",
  "Better left out",
  "Who should do it",
  "What would change this",
];

describe("the recommendation card", () => {
  it("keeps the order of the design", () => {
    const root = draw(recommendation(), makeContext());
    expect(all(root, "h3, h4").map((one) => one.textContent)).toEqual(HEADINGS);
    const words = root.textContent ?? "";
    const order = [
      "Strong match",
      "Please check with your physician first.",
      "You wrote: “wanna relax”",
      "Sources",
      "Book a session",
      "Print",
      "Copy",
    ].map((text) => words.indexOf(text));
    expect(order.every((at) => at >= 0)).toBe(true);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it("shows the recommended style's cells in the order of the card", () => {
    const root = draw(recommendation(), makeContext());
    expect(all(root, "dt").map((one) => one.textContent)).toEqual(["Measure of success", "Focus"]);
    expect(all(root, "dd").map((one) => one.textContent)).toEqual([
      "Client satisfaction",
      "Relaxation and stress relief",
    ]);
  });

  it("shows both sides in a table for either style", () => {
    const root = draw(recommendation({ id: "either" }), makeContext());
    expect(all(root, "td")).toHaveLength(4);
    expect(all(root, "th[scope=rowgroup]")).toHaveLength(2);
  });

  it("asks about a technique, and names one the site doesn't know", () => {
    const context = makeContext();
    const root = draw(recommendation(), context);
    press(root, "Swedish massage");
    press(root, "made up massage");
    expect(context.calls.texts).toEqual(["Swedish massage", "made up massage"]);
  });

  it("links to booking only where there is an address", () => {
    const book = (root: ParentNode) => all(root, "a").map((one) => one.getAttribute("href"));
    expect(book(draw(recommendation(), makeContext()))).toEqual([
      "https://juniperstreet.example/book",
    ]);
    expect(book(draw(recommendation(), makeContext({}, { booking_url: "" })))).toEqual([]);
  });

  it("sends to a physician first without strength or booking", () => {
    const card = recommendation({ id: "physician_first", likely_style: "medical" });
    const root = draw(card, makeContext());
    expect(root.querySelector("h3")?.textContent).toBe("A physician first");
    expect(root.textContent).toContain("Likely once cleared: Medical massage");
    expect(root.textContent).not.toContain("match");
    expect(root.textContent).not.toContain("Book");
    expect(all(root, "dd")[0]?.textContent).toBe("Functional outcomes");
  });
});

describe("the recommendation as text", () => {
  it("says all of it, in order, with its origin", () => {
    const context = makeContext();
    const text = recommendationText(recommendation(), context);
    expect(text).toBe(
      [
        "Relaxation massage\nStrong match\nPlease check with your physician first.",
        "Why\n- You said you want to relax. You wrote: “wanna relax”\n- You said there is nothing.",
        "How it goes\n- Measure of success: Client satisfaction\n- Focus: Relaxation and stress relief",
        "Techniques that suit\n- Swedish massage\n- made up massage",
        "Better left out\n- Hot stone massage",
        "Who should do it\n- Look for a licence.",
        "What would change this\n- If a clinician sent you, either style could fit.",
        "Sources\n- The article",
        origin(context),
      ].join("\n\n"),
    );
    expect(origin(context)).toContain("From the chat with Juniper Street Massage, ");
  });

  it("leaves out what is empty", () => {
    const card = recommendation({ because: [], avoid: [], sources: [], credentials: "" });
    const text = recommendationText(card, makeContext());
    for (const absent of ["Why", "Better left out", "Sources", "Who should do it"])
      expect(text).not.toContain(absent);
  });
});

describe("tracking", () => {
  it.each(["medical", "relaxation", "either"] as const)("is offered for %s", (id) => {
    const context = makeContext();
    press(draw(recommendation({ id }), context), "Track how it goes");
    expect(context.calls.tracked).toEqual([id]);
  });

  it("is not offered before a physician has agreed", () => {
    const root = draw(recommendation({ id: "physician_first" }), makeContext());
    expect(root.textContent).not.toContain("Track how it goes");
  });
});

describe("copying", () => {
  const clipboard = (writeText?: () => Promise<void>) =>
    vi.stubGlobal("navigator", { clipboard: writeText && { writeText } });
  afterEach(() => vi.unstubAllGlobals());

  it("announces that it is copied", async () => {
    const writeText = vi.fn(() => Promise.resolve());
    clipboard(writeText);
    const context = makeContext();
    press(draw(recommendation(), context), "Copy");
    await vi.waitFor(() => expect(context.calls.announced).toEqual(["Copied."]));
    expect(writeText).toHaveBeenCalledWith(recommendationText(recommendation(), context));
  });

  it.each([undefined, () => Promise.reject(new Error("denied"))])(
    "shows the text to copy by hand where that is refused",
    async (writeText) => {
      clipboard(writeText);
      const context = makeContext();
      const root = draw(recommendation(), context);
      press(root, "Copy");
      await vi.waitFor(() => expect(root.querySelector("textarea")).not.toBeNull());
      expect(root.querySelector("textarea")?.value).toContain("Strong match");
      expect(context.calls.announced).toEqual([]);
    },
  );
});
