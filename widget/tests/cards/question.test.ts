// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { all, draw, makeContext, press, question } from "./setup";

const AREAS = [
  "head_jaw",
  "neck",
  "shoulder",
  "upper_back",
  "lower_back",
  "hip",
  "leg",
  "arm_hand",
  "foot",
  "whole_body",
  "elsewhere",
];

const pressed = (root: ParentNode) =>
  all(root, "[aria-pressed=true]").map((n) => n.getAttribute("aria-label") ?? n.textContent);

describe("a question with one answer", () => {
  it("sends the payload of the chip", () => {
    const context = makeContext();
    const root = draw(question("since", ["days", "months"]), context);
    press(root, "Months");
    expect(context.calls.payloads).toEqual([["Months", "payload-months"]]);
  });

  it("names the group by the prompt and does not show it again", () => {
    const root = draw(question("since", ["days"]), makeContext());
    expect(root.querySelector("[role=group]")?.getAttribute("aria-label")).toBe("Where is it?");
    expect(root.textContent).not.toContain("Where is it?");
  });

  it("says the step, with the total where it is known", () => {
    expect(draw(question("since", ["days"]), makeContext()).textContent).toContain("Step 2 of 4");
    const open = draw(question("since", ["days"], { steps: null }), makeContext());
    expect(open.textContent).toContain("Question 2");
    expect(open.textContent).not.toContain("of");
  });

  it("keeps the reason folded", () => {
    const root = draw(question("since", ["days"]), makeContext());
    expect(root.querySelector("details")?.open).toBe(false);
    expect(root.querySelector("summary")?.textContent).toBe("Why do you ask?");
  });
});

describe("a question with several answers", () => {
  const health = () => question("health", ["cancer", "skin", "none"], { multiple: true });

  it("sends several as one text, in the order of the options", () => {
    const context = makeContext();
    const root = draw(health(), context);
    press(root, "Skin");
    press(root, "Cancer");
    press(root, "Done");
    expect(context.calls).toMatchObject({ texts: ["Cancer, Skin"], payloads: [] });
  });

  it("sends one as its payload, which is exact", () => {
    const context = makeContext();
    const root = draw(health(), context);
    press(root, "Skin");
    press(root, "Done");
    expect(context.calls).toMatchObject({ texts: [], payloads: [["Skin", "payload-skin"]] });
  });

  it("clears the others when none is chosen, and none when another is", () => {
    const root = draw(health(), makeContext());
    press(root, "Cancer");
    press(root, "Skin");
    press(root, "None");
    expect(pressed(root)).toEqual(["None"]);
    press(root, "Cancer");
    expect(pressed(root)).toEqual(["Cancer"]);
    press(root, "Cancer");
    expect(pressed(root)).toEqual([]);
  });

  it.each(["not_sure", "no_idea", "rather_not_say", "prefer_not_to_say"])(
    "treats %s as exclusive",
    (value) => {
      const root = draw(question("health", ["cancer", value], { multiple: true }), makeContext());
      const chips = all(root, ".kc-chips button");
      chips[0]?.click();
      chips[1]?.click();
      expect(pressed(root)).toEqual([chips[1]?.textContent]);
    },
  );

  it("says in text that nothing is chosen, and sends nothing", () => {
    const context = makeContext();
    const root = draw(health(), context);
    press(root, "Done");
    expect(root.querySelector(".kc-error")?.textContent).toContain("Choose at least one");
    expect(context.calls.announced).toHaveLength(1);
    expect(context.calls.texts).toEqual([]);
    press(root, "Skin");
    expect(root.querySelector(".kc-error")?.textContent).toBe("");
  });
});

describe("the body map", () => {
  const area = () => question("area", AREAS, { multiple: true });
  const regions = (root: ParentNode) => all(root, "svg [role=button]");

  it("has one named, focusable button for each area on the body", () => {
    const root = draw(area(), makeContext());
    expect(regions(root).map((one) => one.getAttribute("aria-label"))).toHaveLength(9);
    expect(regions(root).every((one) => one.getAttribute("tabindex") === "0")).toBe(true);
    expect(regions(root).map((one) => one.getAttribute("aria-label"))).not.toContain("Whole body");
  });

  it("works with Enter and Space, and with no other key", () => {
    const root = draw(area(), makeContext());
    const neck = regions(root)[1] as HTMLElement;
    const key = (name: string) => {
      const event = new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true });
      neck.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(key(" ")).toBe(true);
    expect(neck.getAttribute("aria-pressed")).toBe("true");
    expect(key("Enter")).toBe(true);
    expect(neck.getAttribute("aria-pressed")).toBe("false");
    expect(key("Tab")).toBe(false);
    expect(neck.getAttribute("aria-pressed")).toBe("false");
  });

  it("shows the list's state, and the list the map's", () => {
    const root = draw(area(), makeContext());
    const state = (name: string) =>
      all(root, ".kc-region[role=button], .kc-chips button")
        .filter((one) => (one.getAttribute("aria-label") ?? one.textContent) === name)
        .map((one) => one.getAttribute("aria-pressed"));
    regions(root)[1]?.dispatchEvent(new MouseEvent("click"));
    expect(state("Neck")).toEqual(["true", "true"]);
    press(root, "List");
    all(root, "button")
      .find((one) => one.textContent === "Neck")
      ?.click();
    expect(state("Neck")).toEqual(["false", "false"]);
  });

  it("takes a tap on either figure and side", () => {
    const root = draw(area(), makeContext());
    const arms = all(root, ".kc-region").filter((one) => one.textContent === "Arm hand");
    expect(arms).toHaveLength(4);
    arms[3]?.dispatchEvent(new MouseEvent("click"));
    expect(arms[0]?.getAttribute("aria-pressed")).toBe("true");
    expect(arms.every((one) => one.classList.contains("is-chosen"))).toBe(true);
  });

  it("keeps the selection when the view changes, and sends it", () => {
    const context = makeContext();
    const root = draw(area(), context);
    regions(root)[1]?.dispatchEvent(new MouseEvent("click"));
    press(root, "List");
    expect(root.querySelector<HTMLElement>(".kc-map")?.hidden).toBe(true);
    press(root, "Elsewhere");
    press(root, "Body map");
    expect(root.querySelector<HTMLElement>(".kc-map")?.hidden).toBe(false);
    expect(root.textContent).toContain("Chosen: Neck, Elsewhere");
    press(root, "Done");
    expect(context.calls.texts).toEqual(["Neck, Elsewhere"]);
  });

  it("lists below the map only what is not on it", () => {
    const root = draw(area(), makeContext());
    const shown = () =>
      all(root, "[role=group] .kc-chips button:not([hidden])").map((one) => one.textContent);
    expect(shown()).toEqual(["Whole body", "Elsewhere"]);
    press(root, "List");
    expect(shown()).toHaveLength(AREAS.length);
  });
});

describe("the severity scale", () => {
  const card = {
    ...question("severity", []),
    options: [
      { title: "0-3", value: "2", payload: "a" },
      { title: "7-10", value: "8", payload: "b" },
      { title: "Getting worse", value: "getting_worse", payload: "c" },
    ],
  };

  it("has eleven numbers with labelled ends, and the answers that are no number", () => {
    const root = draw(card, makeContext());
    const scale = all(root, ".kc-scale button").map((one) => one.textContent);
    expect(scale).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
    expect(all(root, ".kc-chips button").map((one) => one.textContent)).toEqual(["Getting worse"]);
    expect(all(root, ".kc-scale button").at(-1)?.getAttribute("aria-label")).toBe("10: worst");
  });

  it("sends the number as text, and the others as payloads", () => {
    const context = makeContext();
    const root = draw(card, context);
    press(root, "7");
    press(root, "Getting worse");
    expect(context.calls).toMatchObject({ texts: ["7"], payloads: [["Getting worse", "c"]] });
  });
});

describe("a question that is not the newest", () => {
  it.each(["area", "severity", "goals", "since"])("offers nothing to send (%s)", (id) => {
    const context = makeContext({ isLatest: false });
    const root = draw(question(id, ["neck", "hip"], { multiple: id === "goals" }), context);
    expect(all(root, "button, [role=button], input, [tabindex]")).toEqual([]);
    expect(root.textContent).toContain("Neck · Hip");
  });
});
