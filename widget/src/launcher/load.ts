import type { PanelModule } from "../panel-api";
import type { Config } from "../types";

const ATTEMPTS = 3;
const PAUSE = 1000;

/** Loads the panel's script and the practice's words, when they are needed. */
export interface Loader {
  /** The panel's script. */
  script(): Promise<PanelModule>;
  /** Everything that opening needs; gives up after a few attempts. */
  all(attempt?: number): Promise<[PanelModule, Config]>;
}

/**
 * Creates a loader; it has asked for nothing yet.
 *
 * @param base - the server's address.
 */
export function createLoader(base: string): Loader {
  let failures = 0;
  let loading: Promise<PanelModule> | undefined;
  const script = () => {
    // Browsers remember that an address failed, so another try needs another one.
    const address = `${base}/v1/panel.js${failures ? `?${failures}` : ""}`;
    return (loading ??= (import(address) as Promise<PanelModule>).catch((error) => {
      failures += 1;
      loading = undefined;
      throw error;
    }));
  };
  const config = async () => {
    const answer = await fetch(`${base}/webhooks/website/config`, { credentials: "omit" });
    if (!answer.ok) throw new Error(answer.statusText);
    return (await answer.json()) as Config;
  };
  const all: Loader["all"] = async (attempt = 1) => {
    try {
      return await Promise.all([script(), config()]);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE * attempt));
      return all(attempt + 1);
    }
  };
  return { script, all };
}
