/**
 * Keeps the visitor's other tabs in step: they are told that the chat changed, and ask the
 * server what.
 *
 * @param key - the storage's.
 * @param onChange - called when another tab changed something.
 * @returns tells the other tabs.
 */
export function joinTabs(key: string, onChange: () => void): () => void {
  if ("BroadcastChannel" in globalThis) {
    const channel = new BroadcastChannel(key);
    channel.onmessage = onChange;
    return () => channel.postMessage("");
  }
  // Every change of a chat also changes what is stored.
  addEventListener("storage", (event) => {
    if (event.key === key) onChange();
  });
  return () => undefined;
}
