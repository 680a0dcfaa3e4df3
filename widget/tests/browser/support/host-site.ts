/** Pages of a site that is not ours, as strict or as hostile as sites are. */

export interface HostPage {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const HOSTILE_CSS = `
  * { all: unset !important; }
  div, button, span, p, table, td, th, input, textarea, form, ul, li, svg {
    display: inline !important; font: 9px/1 fantasy !important; color: #ff0 !important;
    background: #f0f !important; visibility: hidden !important; position: static !important;
    width: 3px !important; opacity: .1 !important; transform: rotate(9deg) !important;
  }
`;

/** The bodies by address; ASSISTANT is replaced by its address. */
const PAGES: Record<string, { head?: string; body: string; csp?: string }> = {
  "/plain": { body: tag() },
  "/strict": {
    body: tag(),
    csp:
      "default-src 'none'; script-src ASSISTANT; connect-src ASSISTANT; " +
      "require-trusted-types-for 'script'; trusted-types 'none'; report-to x",
  },
  "/hostile": { head: '<link rel="stylesheet" href="/hostile.css">', body: tag() },
  "/twice": { body: tag() + tag() },
  "/moved": {
    // A site builder has taken the tag's attributes and adds the script later, by its own script.
    body: '<script src="/moved.js"></script>',
  },
  "/nudge": { body: tag('data-nudge-seconds="1"') },
  "/rtl": { head: "", body: tag() },
  "/second": { body: `<h1>Another page</h1>${tag()}` },
};

const FILES: Record<string, [string, string]> = {
  "/hostile.css": ["text/css", HOSTILE_CSS],
  "/moved.js": [
    "text/javascript",
    `window.Kneadwise = { src: "ASSISTANT/widget.js", practice: "juniper" };
     const s = document.createElement("script"); s.src = "ASSISTANT/widget.js"; document.head.append(s);`,
  ],
};

function tag(more = ""): string {
  return `<script src="ASSISTANT/widget.js" async data-practice="juniper" ${more}></script>`;
}

/**
 * What the other site answers.
 *
 * @param url - the path asked for.
 * @param assistant - the assistant's address.
 */
export function hostPage(url: string, assistant: string): HostPage {
  const path = url.split("?")[0] ?? "/";
  const file = FILES[path];
  const fill = (text: string): string => text.replaceAll("ASSISTANT", assistant);
  if (file) return { status: 200, headers: { "Content-Type": file[0] }, body: fill(file[1]) };
  const page = PAGES[path];
  if (!page) return { status: 404, headers: {}, body: "" };
  const headers: Record<string, string> = { "Content-Type": "text/html; charset=utf-8" };
  if (page.csp) headers["Content-Security-Policy"] = fill(page.csp);
  const direction = path === "/rtl" ? ' dir="rtl"' : "";
  const body = fill(
    `<!doctype html><html lang="en"${direction}><head><title>Another site</title>` +
      '<meta name="viewport" content="width=device-width, initial-scale=1">' +
      `${page.head ?? ""}</head><body><header><a href="#x">Home</a></header>` +
      `<main><h1>Another site</h1><p>Words.</p><button>Theirs</button>${page.body}</main></body></html>`,
  );
  return { status: 200, headers, body };
}
