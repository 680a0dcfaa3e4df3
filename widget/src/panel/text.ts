import { link, telephoneLink } from "../dom";

// The last character is none that ends a sentence.
const ADDRESS = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/;

/**
 * A message's text with its web addresses and the practice's number as links.
 *
 * @param text - plain text.
 * @param phone - the practice's number as written.
 */
export function linked(text: string, phone: string): (Node | string)[] {
  const number = phone && phone.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const parts = text.split(new RegExp(`(${[ADDRESS.source, number].filter(Boolean).join("|")})`));
  return parts.map((part, index) => {
    if (index % 2 === 0) return part;
    return part === phone ? telephoneLink(phone) : link(part, part);
  });
}
