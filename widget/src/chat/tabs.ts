/**
 * Keeps the visitor's other tabs in step: they are told that the chat changed, and ask the
 * server what.
 *
 * @param key - the storage's.
 * @param onChange - called when another tab changed something.
 * @returns tells the other tabs.
 */
export function joinTabs(key: string, onChange: () => void): () => void {
  // Every browser that can show the panel (`adoptedStyleSheets`) has it.
  const channel = new BroadcastChannel(key);
  channel.onmessage = onChange;
  return () => channel.postMessage("");
}
