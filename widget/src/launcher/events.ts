import type { ChatEvent } from "../panel-api";

type Handler = () => void;

const handlers: [string, Handler][] = [];

/**
 * Calls a site's own function at every event of a name.
 *
 * @returns ends that.
 */
export function on(event: string, handler: Handler): () => void {
  const one: [string, Handler] = [event, handler];
  handlers.push(one);
  return () => {
    // At most once, whatever `indexOf` says of one that is gone.
    handlers.splice(0, handlers.length, ...handlers.filter((other) => other !== one));
  };
}

/** Calls the functions of an event; one that fails is the site's, and stops nothing. */
export function emit(event: ChatEvent): void {
  for (const [name, handler] of [...handlers])
    try {
      if (name === event) handler();
    } catch (error) {
      console.error(error);
    }
}
