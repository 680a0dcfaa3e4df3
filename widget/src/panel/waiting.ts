/** Shorter than this, an answer needs no sign that it is coming. */
const SHOW_MS = 150;
/** After this, those who hear the page are told too. */
const TELL_MS = 2000;

/**
 * Tells when an answer takes long enough to say so; it never delays one.
 *
 * @param show - shows the sign or takes it away.
 * @param tell - reads it out.
 * @returns to be told whether an answer is awaited.
 */
export function createWaiting(
  show: (isLong: boolean) => void,
  tell: () => void,
): (isWaiting: boolean) => void {
  let was = false;
  let timers: ReturnType<typeof setTimeout>[] = [];
  return (is) => {
    if (is === was) return;
    was = is;
    timers.forEach(clearTimeout);
    timers = is ? [setTimeout(show, SHOW_MS, true), setTimeout(tell, TELL_MS)] : [];
    if (!is) show(false);
  };
}
