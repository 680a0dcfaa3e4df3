/** Answers that say "none of it": they can't stand beside another. */
const EXCLUSIVE = new Set([
  "none",
  "not_sure",
  "no_idea",
  "rather_not_say",
  "prefer_not_to_say",
  "skip",
]);

/** Which answers of a question are chosen; whatever shows them watches it. */
export class Selection {
  private readonly chosen = new Set<string>();
  private readonly watchers: (() => void)[] = [];

  /** Whether an answer is chosen. */
  has(value: string): boolean {
    return this.chosen.has(value);
  }

  /** Chooses an answer or takes it back; an exclusive one clears the others, and they it. */
  toggle(value: string): void {
    if (!this.chosen.delete(value)) {
      for (const other of this.chosen)
        if (EXCLUSIVE.has(value) || EXCLUSIVE.has(other)) this.chosen.delete(other);
      this.chosen.add(value);
    }
    for (const tell of this.watchers) tell();
  }

  /** Calls `tell` now and after every change. */
  watch(tell: () => void): void {
    this.watchers.push(tell);
    tell();
  }
}
