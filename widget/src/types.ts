/** What the website channel sends and takes (docs/api.md, contract version 1). */

export interface Button {
  title: string;
  payload: string;
}

/** One answer a visitor may choose; `value` is the contract's id. */
export interface Option extends Button {
  value: string;
}

export interface Source {
  title: string;
  /** "" where none is known. */
  url: string;
}

export interface ComparisonRow {
  id: string;
  label: string;
  medical: string;
  relaxation: string;
}

export interface TechniqueCard {
  kind: "technique";
  id: string;
  title: string;
  side: "medical" | "relaxation" | "beyond_article";
  what: string;
  feels_like: string;
  used_for: string;
  cautions: string[];
  evidence: string;
  sources: Source[];
}

export interface RowCard extends ComparisonRow {
  kind: "row";
  side: "medical" | "relaxation" | "both";
}

export interface TableCard {
  kind: "table";
  id: "comparison";
  rows: ComparisonRow[];
}

export interface QuestionCard {
  kind: "question";
  id: string;
  prompt: string;
  options: Option[];
  multiple: boolean;
  why: string;
  step: number;
  /** null where the total is not known yet. */
  steps: number | null;
}

export interface WhyCard {
  kind: "why";
  id: string;
  text: string;
}

export interface Reason {
  answer_id: string;
  /** The visitor's own words; may be "". */
  quote: string;
  text: string;
}

export interface RecommendationCard {
  kind: "recommendation";
  id: "medical" | "relaxation" | "either" | "physician_first";
  confirm_with_physician: boolean;
  strength: "strong" | "good";
  because: Reason[];
  rows: string[];
  techniques: string[];
  avoid: string[];
  credentials: string;
  likely_style: "medical" | "relaxation" | "either" | null;
  what_would_change: string[];
  rules: string[];
  sources: Source[];
}

export interface SafetyCard {
  kind: "safety";
  id: "emergency" | "urgent" | "physician_first" | "adapt" | "fine";
  signs: { id: string; quote: string }[];
  advice: string;
  sources: Source[];
}

export interface FaqCard {
  kind: "faq";
  id: string;
  answer: string;
  configured: boolean;
  sources: Source[];
}

export interface ClarifyCard {
  kind: "clarify";
  id: "options";
  options: Option[];
}

export interface OutOfScopeCard {
  kind: "out_of_scope";
  id: "out_of_scope";
  instead: string[];
}

export interface HandoffCard {
  kind: "handoff";
  id: "offer" | "form" | "sent" | "cancelled";
  fields: string[];
  summary: string;
  opening_hours: string;
  phone: string;
}

export interface FeedbackCard {
  kind: "feedback";
  id: "ask" | "thanks";
  closing_question: string;
}

export interface ReadingCard {
  kind: "reading";
  id: "further_reading";
  links: { title: string; url: string }[];
}

export interface ErrorCard {
  kind: "error";
  id: "unavailable";
  phone: string;
}

/** Cards whose text says everything. */
export interface PlainCard {
  kind: "smalltalk" | "notice";
  id: string;
}

export type Card =
  | TechniqueCard
  | RowCard
  | TableCard
  | QuestionCard
  | WhyCard
  | RecommendationCard
  | SafetyCard
  | FaqCard
  | ClarifyCard
  | OutOfScopeCard
  | HandoffCard
  | FeedbackCard
  | ReadingCard
  | ErrorCard
  | PlainCard;

export interface BotMessage {
  text: string;
  card?: Card;
  buttons?: Button[];
}

/** One line of `GET /messages`. */
export interface TranscriptMessage extends BotMessage {
  from: "visitor" | "bot";
  /** Of the visitor's messages: the id under which it was sent. */
  id?: string;
  /** ISO 8601. */
  at: string;
}

export interface Session {
  token: string;
  /** ISO 8601. */
  expires_at: string;
}

/** The visible words of the widget: `content/widget.yml`. */
export type Strings = Readonly<Record<string, string>>;

/** The answer of `GET /config`. */
export interface Config {
  practice: string;
  tagline: string;
  phone: string;
  emergency_number: string;
  /** "" where there is none. */
  booking_url: string;
  greeting: string;
  suggestions: string[];
  colors: { primary: string; on_primary: string };
  privacy_notice: string;
  retention_days: number;
  locale: string;
  strings: Strings;
  /** Titles of the techniques by id. */
  techniques: Record<string, string>;
  /** The six rows of the comparison, in order. */
  rows: ComparisonRow[];
}
