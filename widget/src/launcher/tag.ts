/** Finds the tag that a practice put on its site, wherever a site builder has moved it. */

export interface Tag {
  /** The server's address, without a slash at its end. */
  base: string;
  practice: string;
  mode: "dialog" | "page";
  theme: string | undefined;
  /** Seconds until the hint shows; 0 for none. */
  nudgeSeconds: number;
}

/** The settings of a site that can't keep the tag's attributes: `window.Kneadwise = {…}`. */
export interface Configured {
  src?: string;
  practice?: string;
  mode?: string;
  theme?: string;
  nudgeSeconds?: number;
}

// Optimizers combine and rename scripts; only an address of this form tells where our server is.
const ADDRESS = /^(https?:\/\/.+?)(\/v1)?\/widget\.js([?#].*)?$/;

/**
 * Reads the settings from the script's tag, or else from `window.Kneadwise`.
 *
 * @param page - the page.
 * @param configured - what stands in `window.Kneadwise`, if anything.
 * @returns the settings; `null` where nothing tells the server's address.
 */
export function findTag(page: Document, configured: Configured = {}): Tag | null {
  const scripts = [
    page.currentScript as HTMLScriptElement | null,
    ...page.querySelectorAll<HTMLScriptElement>("script[data-practice], script[src*='widget.js']"),
  ].filter((script) => !!script);
  const addresses = [...scripts.map((script) => script.src), configured.src ?? ""];
  const base = addresses.map((address) => ADDRESS.exec(address)?.[1]).find(Boolean);
  if (!base) return null;
  const tag = scripts.find((script) => ADDRESS.test(script.src) && script.dataset["practice"]);
  const data = (tag ?? scripts.find((script) => script.dataset["practice"]))?.dataset ?? {};
  return {
    base,
    practice: data["practice"] ?? configured.practice ?? "",
    mode: (data["mode"] ?? configured.mode) === "page" ? "page" : "dialog",
    theme: data["theme"] ?? configured.theme,
    nudgeSeconds: Number(data["nudgeSeconds"] ?? configured.nudgeSeconds) || 0,
  };
}
