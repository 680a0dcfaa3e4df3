/** What a recommendation says, in the order of the result card, before anything draws it. */

import type { ComparisonRow, RecommendationCard } from "../types";
import type { CardContext } from "./context";
import { many } from "./parts";

type Style = "medical" | "relaxation";

/** A headline with its lines, as it is copied and printed. */
export interface Section {
  title: string;
  lines: string[];
}

/** The verdict in words: "Medical massage · Strong match". */
export function verdict(card: RecommendationCard, context: CardContext): string[] {
  const words = [context.say(`result_${card.id}`)];
  // "A physician first" is no match of any strength; the style it will likely be stands there.
  if (card.id !== "physician_first") {
    if (card.strength) words.push(context.say(`strength_${card.strength}`));
  } else if (card.likely_style) {
    const style = context.say(`result_${card.likely_style}`);
    words.push(context.say("likely_style", { style }));
  }
  return words;
}

/** A technique's title; its id in words where the site's configuration doesn't know it. */
export function techniqueTitle(id: string, context: CardContext): string {
  return context.config.techniques?.[id] ?? id.replace(/_/g, " ");
}

/** The rows a recommendation points to, in its order. */
export function rowsOf(card: RecommendationCard, context: CardContext): ComparisonRow[] {
  return many(card.rows).flatMap(
    (id) => many(context.config.rows).find((row) => row.id === id) ?? [],
  );
}

/** The one style whose cells are shown, or null for both. */
export function styleOf({ id, likely_style }: RecommendationCard): Style | null {
  const style = id === "physician_first" ? likely_style : id;
  return style === "medical" || style === "relaxation" ? style : null;
}

/** The sections of a recommendation; empty ones are left out. */
export function outline(card: RecommendationCard, context: CardContext): Section[] {
  const say = (key: string) => context.say(key);
  const style = styleOf(card);
  const title = (id: string) => techniqueTitle(id, context);
  const [headline, ...rest] = verdict(card, context);
  const sections: Section[] = [
    { title: say("because"), lines: many(card.because).map((one) => reason(one, context)) },
    {
      title: say("how_it_goes"),
      lines: rowsOf(card, context).map(({ label, medical, relaxation }) => {
        const both = `${say("medical")}: ${medical}; ${say("relaxation")}: ${relaxation}`;
        return `${label}: ${style ? { medical, relaxation }[style] : both}`;
      }),
    },
    { title: say("techniques"), lines: many(card.techniques).map(title) },
    { title: say("avoid"), lines: many(card.avoid).map(title) },
    { title: say("credentials"), lines: card.credentials ? [card.credentials] : [] },
    { title: say("what_would_change"), lines: [...many(card.what_would_change)] },
    {
      title: say("sources"),
      lines: many(card.sources).map(({ title, url }) => (url ? `${title} (${url})` : title)),
    },
  ];
  if (card.confirm_with_physician) rest.push(say("confirm_with_physician"));
  return [
    { title: headline as string, lines: rest },
    ...sections.filter((section) => section.lines.length),
  ];
}

/** From whom and when: the last line of what is copied or printed. */
export function origin(context: CardContext): string {
  const { practice, locale } = context.config;
  const date = new Date().toLocaleDateString(locale || undefined);
  return context.say("printed_from", { practice, date });
}

/** A recommendation as plain text, for copying. */
export function recommendationText(card: RecommendationCard, context: CardContext): string {
  const sections = outline(card, context).map(({ title, lines }, index) =>
    [title, ...lines.map((line) => (index ? `- ${line}` : line))].join("\n"),
  );
  return [...sections, origin(context)].join("\n\n");
}

function reason({ text, quote }: { text: string; quote: string }, context: CardContext): string {
  return quote ? `${text} ${context.say("quote", { quote })}` : text;
}
