/** A gap left in a reply, written `{first_name}`: where it stands in the text. */
export interface Placeholder {
  name: string;
  start: number;
  end: number;
}

/**
 * `{` a name `}` or the bare `{…}`: what resolutions use for what only this customer's case knows. The
 * name is a code (`order_number`) or, in a reply being written, its words (`n° de commande`).
 */
const PATTERN = /\{(…|\.\.\.|\p{L}[^{}\n]{0,60})\}/gu;

/** Every unfilled placeholder of a text, in order. A text that holds one cannot be sent. */
export function scan(text: string): Placeholder[] {
  return [...text.matchAll(PATTERN)].map((match) => ({
    name: match[0].slice(1, -1),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/**
 * The placeholder that Tab (or Shift+Tab) goes to from a selection, or null when Tab should leave
 * the field: from the last placeholder forwards, from the first backwards.
 */
export function next(
  text: string,
  selection: { start: number; end: number },
  backwards = false,
): Placeholder | null {
  const all = scan(text);
  const at = all.findIndex((gap) => gap.start === selection.start && gap.end === selection.end);
  if (at >= 0) return all[backwards ? at - 1 : at + 1] ?? null;
  if (backwards) {
    return all.findLast((gap) => gap.end <= selection.start) ?? all.at(-1) ?? null;
  }
  return all.find((gap) => gap.start >= selection.end) ?? all[0] ?? null;
}

/** The text with each gap called by another name. */
export function renamed(text: string, named: (name: string) => string): string {
  return pieces(text)
    .map((piece) => (piece.gap ? `{${named(piece.text.slice(1, -1))}}` : piece.text))
    .join("");
}

/** A text cut at its placeholders, for drawing them highlighted. */
export function pieces(text: string): { text: string; gap: boolean }[] {
  const cut: { text: string; gap: boolean }[] = [];
  let at = 0;
  for (const gap of scan(text)) {
    if (gap.start > at) cut.push({ text: text.slice(at, gap.start), gap: false });
    cut.push({ text: text.slice(gap.start, gap.end), gap: true });
    at = gap.end;
  }
  if (at < text.length) cut.push({ text: text.slice(at), gap: false });
  return cut;
}
