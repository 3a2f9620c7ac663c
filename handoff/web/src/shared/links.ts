/** A message's text cut into plain pieces and web addresses; nothing else ever becomes markup. */
export type Piece = { kind: "text"; text: string } | { kind: "link"; text: string; href: string };

const ADDRESS = /https?:\/\/[^\s<>"'`]+/giu;
const TRAILING = /[.,;:!?…»”’)\]}]+$/u;

/** Cuts a text at its http and https addresses. Punctuation that ends a sentence stays text. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const shown = withoutTrailing(match[0]);
    if (!isWebAddress(shown)) continue;
    if (match.index > end) found.push({ kind: "text", text: text.slice(end, match.index) });
    found.push({ kind: "link", text: shown, href: shown });
    end = match.index + shown.length;
  }
  if (end < text.length) found.push({ kind: "text", text: text.slice(end) });
  return found;
}

/** The text with blanks that French puts before ? ! : ; » and after « made unbreakable, for showing. */
export function unbroken(text: string): string {
  return text.replace(/ (?=[?!:;»])|(?<=«) /gu, "\u00a0");
}

/** Whether an address is http or https, with a host, and carries no user name that could mislead. */
export function isWebAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return (url.protocol === "https:" || url.protocol === "http:") && url.host !== "" && url.username === "";
}

function withoutTrailing(address: string): string {
  const cut = address.replace(TRAILING, "");
  // An address may end in a bracket of its own: https://example.com/a_(b)
  return address.startsWith(`${cut})`) && cut.split("(").length > cut.split(")").length ? `${cut})` : cut;
}
