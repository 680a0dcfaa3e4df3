/** Runs a test with many inputs, the same ones each time. */

/** A whole number from 0 up to, but not with, `below`. */
export type Next = (below: number) => number;

/**
 * @param times - how often.
 * @param test - draws its input from the generator (mulberry32, seeded by the run's number).
 */
export function randomly(times: number, test: (next: Next) => unknown): void {
  for (let run = 1; run <= times; run += 1) {
    let state = run;
    test((below) => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
    });
  }
}
