import { parse } from "./strings";
import type { CardContext } from "../../src/cards/context";
import { drawCard } from "../../src/cards/draw";
import type { BotMessage, Card, Config, RecommendationCard } from "../../src/types";

/** The six rows, as the bot has them. */
export const ROWS = [
  ["focus", "Focus", "Treat pathologies", "Relaxation and stress relief"],
  ["reason_for_treatment", "Reason for treatment", "Medical necessity", "Client request"],
  ["termination_of_care", "Termination of care", "Maximum medical improvement", "Needs met"],
  ["measure_of_success", "Measure of success", "Functional outcomes", "Client satisfaction"],
  ["techniques", "Techniques", "Myofascial release", "Swedish massage"],
  ["client_condition", "Client condition", "Specific diagnosis", "Stress"],
].map(([id = "", label = "", medical = "", relaxation = ""]) => ({
  id,
  label,
  medical,
  relaxation,
}));

/** What a card asked the shell to do. */
export interface Calls {
  texts: string[];
  payloads: [string, string][];
  announced: string[];
  tracked: string[];
}

/** A context that writes down what is called, with the words of `content/widget.yml`. */
export function makeContext(
  over: Partial<CardContext> = {},
  config: Partial<Config> = {},
): CardContext & { calls: Calls } {
  const strings = parse();
  const calls: Calls = { texts: [], payloads: [], announced: [], tracked: [] };
  return {
    calls,
    config: {
      practice: "Juniper Street Massage",
      phone: "(555) 010-0142",
      emergency_number: "911",
      booking_url: "https://juniperstreet.example/book",
      locale: "en-US",
      techniques: { swedish_massage: "Swedish massage", hot_stone_massage: "Hot stone massage" },
      rows: ROWS,
      ...config,
    } as Config,
    say(key, values = {}) {
      const word = strings[key];
      // A missing key is a fault of the card or of widget.yml.
      if (word === undefined) throw new Error(`no word for ${key}`);
      return word.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
    },
    sendText: (text) => calls.texts.push(text),
    sendPayload: (title, payload) => calls.payloads.push([title, payload]),
    announce: (text) => calls.announced.push(text),
    track: (side) => calls.tracked.push(side ?? ""),
    paper: () => Promise.reject(new Error("no server")),
    isLatest: true,
    ...over,
  };
}

/** Draws a card into an element of the page. */
export function draw(
  card: unknown,
  context: CardContext,
  text = "A text that stands alone.",
): HTMLElement {
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  root.append(...drawCard({ text, card: card as Card } satisfies BotMessage, context));
  return root;
}

/** Elements that match, in order. */
export function all(root: ParentNode, selector: string): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(selector)];
}

/** The button with this name; fails where there is none. */
export function press(root: ParentNode, name: string): HTMLElement {
  const found = all(root, "button, [role=button]").find(
    (node) => (node.getAttribute("aria-label") ?? node.textContent) === name,
  );
  if (!found) throw new Error(`no button ${name}`);
  found.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  return found;
}

/** A question with an option for each value; the titles are the values in words. */
export function question(id: string, values: string[], over: object = {}) {
  const options = values.map((value) => ({
    value,
    title: value.charAt(0).toUpperCase() + value.slice(1).replace(/_/g, " "),
    payload: `payload-${value}`,
  }));
  const rest = { multiple: false, why: "Because.", step: 2, steps: 4, ...over };
  return { kind: "question", id, prompt: "Where is it?", options, ...rest };
}

/** A recommendation, as the bot gives it. */
export function recommendation(over: Partial<RecommendationCard> = {}): RecommendationCard {
  return {
    kind: "recommendation",
    id: "relaxation",
    confirm_with_physician: true,
    strength: "strong",
    because: [
      { answer_id: "goals", quote: "wanna relax", text: "You said you want to relax." },
      { answer_id: "concern", quote: "", text: "You said there is nothing." },
    ],
    rows: ["measure_of_success", "focus"],
    techniques: ["swedish_massage", "made_up_massage"],
    avoid: ["hot_stone_massage"],
    credentials: "Look for a licence.",
    likely_style: null,
    what_would_change: ["If a clinician sent you, either style could fit."],
    rules: ["R7"],
    sources: [{ title: "The article", url: "" }],
    ...over,
  };
}
