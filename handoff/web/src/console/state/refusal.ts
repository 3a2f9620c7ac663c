import type { Row } from "../../protocol/console";
import { Refused, Unreachable } from "../api";
import { words, type Words } from "../words";

/**
 * Why something did not happen, in the CM's language. Known codes have words of their own; for the
 * rest the service's message is shown, which says what to do.
 */
export function explained(error: unknown): string {
  const w = words.value.refusals;
  if (error instanceof Unreachable) return w.unreachable;
  if (!(error instanceof Refused)) return w.failed;
  const told = byCode(w, error.code, error.row);
  if (told !== null) return told;
  if (error.status >= 500) return w.failed;
  return error.message === "" ? w.unexpected(error.code) : error.message;
}

function byCode(w: Words["refusals"], code: string, row: Row | null): string | null {
  const cm = row?.cm?.name;
  if (code === "not_yours") return cm === undefined ? w.not_yours_now : w.not_yours(cm);
  if (code === "already_claimed") return w.already_claimed(cm ?? words.value.somebody);
  const known: Partial<Record<string, string>> = {
    stale: w.stale,
    closed: w.closed,
    not_found: w.not_found,
    not_allowed: w.not_allowed,
    role_too_low: w.role_too_low,
    languages_differ: w.languages_differ,
    unknown_scope: w.unknown_scope,
    bad_dates: w.bad_dates,
    bad_wording: w.bad_wording,
    with_a_human: w.with_a_human,
    not_waiting: w.not_waiting,
    too_many: w.too_many,
    unfilled: w.unfilled,
    suggestions_not_ready: w.suggestions_not_ready,
    edited_meanwhile: w.edited_meanwhile,
    resolution_retired: w.resolution_retired,
    no_question_left: w.no_question_left,
    no_reply_left: w.no_reply_left,
    already_there: w.already_there,
    date_past: w.date_past,
    nothing_to_merge: w.nothing_to_merge,
    not_comparable: w.not_comparable,
    not_for_the_bot: w.not_for_the_bot,
  };
  return known[code] ?? null;
}
