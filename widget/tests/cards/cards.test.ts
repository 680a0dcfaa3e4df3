// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { cardStyles } from "../../src/cards/styles";
import { all, draw, makeContext, press, recommendation, ROWS } from "./setup";

const SAFETY = {
  kind: "safety",
  id: "emergency",
  signs: [
    { id: "chest_pain", quote: "chest pain" },
    { id: "other", quote: "" },
  ],
  advice: "Call 911 now.",
  sources: [],
};

describe("tables", () => {
  it("draws all rows as one table whose cells name their headers", () => {
    const root = draw({ kind: "table", id: "comparison", rows: ROWS }, makeContext());
    expect(all(root, "table")).toHaveLength(1);
    expect(root.querySelector("caption")?.textContent).toContain("compared");
    expect(all(root, "thead th[scope=col]").map((one) => one.textContent)).toEqual([
      "Medical massage",
      "Relaxation massage",
    ]);
    const heads = all(root, "tbody th[scope=rowgroup]");
    expect(heads.map((one) => one.textContent)).toEqual(ROWS.map((row) => row.label));
    const cells = all(root, "td");
    expect(cells).toHaveLength(12);
    const named = cells.map((cell) =>
      (cell.getAttribute("headers") ?? "")
        .split(" ")
        .map((id) => root.querySelector(`#${id}`)?.textContent),
    );
    expect(named[3]).toEqual(["Reason for treatment", "Relaxation massage"]);
    expect(cells[3]?.textContent).toBe("Client request");
    // A changed display would take the table's roles away in some browsers.
    expect(cardStyles).not.toMatch(/(table|tbody|tr|td|th|caption)[^{}]*\{[^}]*display:/);
  });

  it("has ids of its own in each table", () => {
    const card = { kind: "table", id: "comparison", rows: ROWS };
    const ids = [draw(card, makeContext()), draw(card, makeContext())].flatMap((root) =>
      all(root, "[id]").map((one) => one.id),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toHaveLength(0);
  });

  it("draws one row with both cells and marks the side asked about", () => {
    const card = { ...ROWS[0], kind: "row", side: "relaxation" };
    const root = draw(card, makeContext());
    expect(root.querySelector("caption")?.textContent).toBe("Focus");
    expect(all(root, "td")).toHaveLength(2);
    expect(all(root, "td.kc-asked").map((one) => one.textContent)).toEqual([
      "Relaxation and stress relief",
    ]);
    expect(all(draw({ ...card, side: "both" }, makeContext()), ".kc-asked")).toEqual([]);
  });
});

describe("safety", () => {
  it("shows an emergency with the call, the visitor's words and the advice", () => {
    const root = draw(SAFETY, makeContext(), "Call 911 now. And more.");
    expect(root.querySelector("h3")?.textContent).toBe("Emergency");
    const call = root.querySelector("a");
    expect(call?.getAttribute("href")).toBe("tel:911");
    expect(call?.textContent).toBe("Call 911");
    expect(all(root, "q").map((one) => one.textContent)).toEqual(["chest pain"]);
    expect(root.textContent).toContain("Call 911 now.");
  });

  it("offers no booking and no chips in an emergency", () => {
    const root = draw(SAFETY, makeContext());
    expect(all(root, "a")).toHaveLength(1);
    expect(all(root, "button")).toEqual([]);
    expect(root.textContent).not.toContain("Book");
  });

  const milder = ["urgent", "physician_first", "adapt", "fine"];
  it.each(milder)("has a heading and a shape (%s)", (id) => {
    const root = draw({ ...SAFETY, id }, makeContext());
    expect(root.querySelector("h3")?.textContent).not.toBe("");
    expect(root.querySelector("h3 svg[aria-hidden=true]")).not.toBeNull();
    expect(all(root, "a[href^='tel:']")).toEqual([]);
  });

  it("gives each level its own heading and shape", () => {
    const looks = ["emergency", "urgent", "physician_first", "adapt", "fine"].map((id) => {
      const head = draw({ ...SAFETY, id }, makeContext()).querySelector("h3");
      return [head?.textContent, head?.querySelector("path")?.getAttribute("d")];
    });
    expect(new Set(looks.map(([words]) => words)).size).toBe(5);
    expect(new Set(looks.map(([, shape]) => shape)).size).toBe(5);
  });
});

describe("handoff", () => {
  const form = {
    kind: "handoff",
    id: "form",
    fields: ["name", "phone", "email", "message", "Best time"],
    summary: "",
    opening_hours: "Monday closed",
    phone: "(555) 010-0142",
  };
  const fill = (root: HTMLElement, values: string[]) => {
    all(root, "input, textarea").forEach((one, index) => {
      (one as HTMLInputElement).value = values[index] ?? "";
    });
    root.querySelector("form")?.dispatchEvent(new Event("submit", { cancelable: true }));
  };

  it("draws labelled fields with autocomplete", () => {
    const root = draw(form, makeContext());
    const labels = all(root, "label") as HTMLLabelElement[];
    expect(labels.map((one) => one.textContent)).toEqual([
      "Your name",
      "Phone number",
      "Email",
      "Message",
      "Best time",
    ]);
    for (const label of labels)
      expect(all(root, "input, textarea").some((one) => one.id === label.htmlFor)).toBe(true);
    expect(all(root, "input").map((one) => one.getAttribute("autocomplete"))).toEqual([
      "name",
      "tel",
      "email",
      null,
    ]);
  });

  it("sends one line a field, without the empty ones", () => {
    const context = makeContext();
    fill(draw(form, context), ["Ann", "555 1", "", "Hello\nthere", "noon"]);
    expect(context.calls.texts).toEqual([
      "name: Ann\nphone: 555 1\nmessage: Hello there\nBest time: noon",
    ]);
  });

  it("says in text what is missing, and sends nothing", () => {
    const context = makeContext();
    const root = draw(form, context);
    fill(root, ["", "", "", "Hello", "noon"]);
    expect(context.calls.texts).toEqual([]);
    const problems = all(root, "[aria-invalid=true]").map((one) => {
      const id = one.getAttribute("aria-describedby");
      return root.querySelector(`[id="${id}"]`)?.textContent;
    });
    expect(problems).toEqual([
      "Please fill this in.",
      "Please give a phone number or an email address.",
      "Please give a phone number or an email address.",
    ]);
  });

  it("draws no form when it is not the newest", () => {
    expect(all(draw(form, makeContext({ isLatest: false })), "form, button")).toEqual([]);
  });

  it("offers the phone", () => {
    const root = draw({ ...form, id: "offer" }, makeContext());
    expect(root.querySelector("a")?.getAttribute("href")).toBe("tel:5550100142");
    expect(all(root, "form")).toEqual([]);
  });
});

describe("answers", () => {
  it("shows a long answer once, and a short one not again", () => {
    const faq = { kind: "faq", id: "tipping", answer: "A long answer. With more.", sources: [] };
    expect(draw(faq, makeContext(), "A long answer.").textContent).toContain("With more.");
    expect(draw(faq, makeContext(), faq.answer).childNodes).toHaveLength(0);
  });

  it("leads from the answer on tracking to its page", () => {
    const context = makeContext();
    const faq = { kind: "faq", id: "track_progress", answer: "Yes.", sources: [] };
    draw(faq, context, "Yes.").querySelector("button")!.click();
    expect(context.calls.tracked).toEqual([""]);
  });

  it("draws clarify options as chips", () => {
    const context = makeContext();
    const options = [
      { title: "Prices", payload: "p" },
      { title: "Ask a person", payload: "" },
    ];
    const root = draw({ kind: "clarify", id: "options", options }, context);
    press(root, "Prices");
    press(root, "Ask a person");
    expect(context.calls).toMatchObject({ payloads: [["Prices", "p"]], texts: ["Ask a person"] });
    const old = draw({ kind: "clarify", id: "options", options }, { ...context, isLatest: false });
    expect(all(old, "button")).toEqual([]);
  });

  it("describes a technique with its side", () => {
    const root = draw(
      {
        kind: "technique",
        id: "shiatsu",
        title: "Shiatsu",
        side: "beyond_article",
        what: "Pressing.",
        feels_like: "",
        used_for: "Calm.",
        cautions: ["Not with a fever."],
        evidence: "Thin.",
        sources: [{ title: "A page", url: "example.org/shiatsu" }],
      },
      makeContext(),
    );
    expect(root.textContent).toContain("Beyond our guide");
    expect(all(root, "dt").map((one) => one.textContent)).toEqual([
      "What it is",
      "Used for",
      "Take care",
      "Evidence",
    ]);
    // The content keeps addresses without their scheme.
    expect(root.querySelector("a")?.getAttribute("href")).toBe("https://example.org/shiatsu");
  });
});

describe("broken and hostile cards", () => {
  const kinds = [
    ...["technique", "row", "table", "question", "why", "recommendation", "safety", "faq"],
    ...["smalltalk", "clarify", "out_of_scope", "handoff", "notice", "feedback", "reading"],
    "error",
  ];

  it.each(kinds)("draws %s without any of its fields", (kind) => {
    // Words are not looked up strictly here: what matters is that nothing throws.
    const context = makeContext({ say: (key) => key });
    for (const id of [undefined, "area", "severity", "emergency", "form", "either"])
      for (const isLatest of [true, false])
        expect(() => draw({ kind, id }, { ...context, isLatest })).not.toThrow();
  });

  it.each(["technique", "safety", "recommendation", "faq"])(
    "takes null and text for lists (%s)",
    (kind) => {
      const context = makeContext({ say: (key) => key });
      const broken = { sources: null, because: "x", techniques: null, signs: null, cautions: "x" };
      expect(() => draw({ kind, id: "either", ...broken }, context)).not.toThrow();
    },
  );

  it.each(["carousel", "constructor", "__proto__", ""])("ignores the kind %j", (kind) => {
    expect(draw({ kind, id: "x" }, makeContext()).childNodes).toHaveLength(0);
  });

  it("never makes a link of another scheme", () => {
    const url = "javascript:alert(1)";
    const disguised = [" javascript:alert(1)", "java\nscript:alert(1)"];
    const bad = [url, "data:text/html,x", "vbscript:x", ...disguised];
    const list = bad.map((one) => ({ title: "Bad", url: one }));
    const context = makeContext({}, { booking_url: url });
    const cards = [
      { kind: "reading", id: "further_reading", links: list },
      { kind: "faq", id: "tipping", answer: "", sources: list },
      recommendation({ sources: list }),
    ];
    for (const card of cards) {
      const root = draw(card, context);
      expect(all(root, "a, [href]")).toEqual([]);
      expect(root.textContent).toContain("Bad");
      expect(root.textContent).not.toContain("Book");
    }
  });

  it("shows markup as text", () => {
    const root = draw(
      { kind: "out_of_scope", id: "out_of_scope", instead: ["<img src=x onerror=alert(1)>"] },
      makeContext(),
    );
    expect(all(root, "img")).toEqual([]);
    expect(root.textContent).toContain("<img");
  });

  it("sets no style attribute, which a strict policy would refuse", () => {
    for (const card of [recommendation(), SAFETY, { kind: "table", id: "comparison", rows: ROWS }])
      expect(all(draw(card, makeContext()), "[style]")).toEqual([]);
  });
});
