/** A visitor's message on its way. */
export interface Outgoing {
  /** A UUID; the server answers the same id once. */
  id: string;
  /** What the visitor typed, or the title of the button. */
  text: string;
  /** Of a button: sent instead of the text. */
  payload?: string | undefined;
}

/** A message that isn't answered yet. */
export interface Unsent extends Outgoing {
  hasFailed: boolean;
}

/** A random UUID, also on pages without TLS, where `crypto.randomUUID` is missing. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}
