import { EMPTY, type Draft } from "./drafts";
import { scan } from "./placeholders";

export interface Selection {
  start: number;
  end: number;
}

/**
 * A suggestion put into a draft. It replaces an empty text or another suggestion left as it was;
 * into words of the CM's own it goes at the selection, so that nothing written is ever lost.
 */
export function inserted(
  draft: Draft,
  suggestion: { resolution_id: string; reply: string },
  selection: Selection,
): { draft: Draft; selection: Selection } {
  const { resolution_id, reply } = suggestion;
  const untouched = draft.text.trim() === "" || draft.text === draft.suggestion?.reply;
  const before = untouched ? "" : draft.text.slice(0, selection.start);
  const after = untouched ? "" : draft.text.slice(selection.end);
  const text = before + reply + after;
  const gap = scan(text).find(({ start }) => start >= before.length);
  const end = before.length + reply.length;
  return {
    draft: { ...EMPTY, text, suggestion: { resolution_id, reply } },
    selection: gap === undefined ? { start: end, end } : { start: gap.start, end: gap.end },
  };
}
