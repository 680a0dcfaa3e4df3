import { openKept } from "../chat/kept";
import { progressKey } from "../chat/storage";
import { parseProgress, type Progress } from "./entries";

/** What the visitor tracks, in their browser alone. */
export interface ProgressStore {
  /** The name under which it stands in `localStorage`. */
  readonly key: string;
  /** What is kept; null where there is nothing, or nothing that can be read. */
  read(): Progress | null;
  /** Keeps it; false where the browser forbids it, so that it lasts as long as the page. */
  write(progress: Progress): boolean;
  clear(): void;
}

/**
 * Opens it; nothing is kept yet.
 *
 * @param base - the server's address.
 */
export function openProgress(base: string): ProgressStore {
  const key = progressKey(base);
  const kept = openKept("localStorage", key);
  return {
    key,
    read: () => parseProgress(kept.read()),
    write: (progress) => kept.write(JSON.stringify(progress)),
    clear: kept.remove,
  };
}
