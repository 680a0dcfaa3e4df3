/** Building DOM without markup strings: nothing a message says can become an element. */

export type Child = Node | string | null | undefined | false;

type Attributes = Record<string, string | number | boolean | EventListener | undefined>;

/**
 * Creates an element.
 *
 * @param tag - its name.
 * @param attributes - attributes; `on…` functions become listeners, `true` an empty attribute,
 *   `false` and `undefined` none.
 * @param children - nodes and texts; empty ones are left out.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  setAttributes(node, attributes);
  node.append(...present(children));
  return node;
}

/** Creates an SVG element; as `h`. */
export function svg(tag: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  setAttributes(node, attributes);
  node.append(...present(children));
  return node;
}

function setAttributes(node: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false)
      node.setAttribute(name, value === true ? "" : String(value));
  }
}

function present(children: Child[]): (Node | string)[] {
  return children.filter((child): child is Node | string => child instanceof Node || !!child);
}

const SCHEMES = new Set(["https:", "http:", "tel:", "mailto:"]);

/**
 * A link, or its text alone where the address is none of the allowed schemes.
 *
 * @param title - what it says.
 * @param url - its address, from the server.
 */
export function link(title: string, url: string): HTMLElement {
  let scheme = "";
  try {
    scheme = new URL(url).protocol;
  } catch {
    // Not an address: the title is shown as text.
  }
  if (!SCHEMES.has(scheme)) return h("span", {}, title);
  const web = scheme.startsWith("http");
  return h(
    "a",
    { href: url, target: web ? "_blank" : undefined, rel: web ? "noopener noreferrer" : undefined },
    title,
  );
}

/** A link that calls a number; `title` is what it says, the number itself by default. */
export function telephoneLink(number: string, title = number): HTMLElement {
  return link(title, `tel:${number.replace(/[^\d+]/g, "")}`);
}
