import type { NewNotice, SteeringNotice } from "../../protocol/console";
import type { Language } from "../../protocol/conversation";
import { fromField, toField } from "./dates";
import { characters } from "./text";

/** Characters of a notice: it stands before an answer, not in its place. */
export const LONGEST_NOTICE = 500;
const LONGEST_DAYS = 90;
const MOST_POSTCODES = 200;
/** With a figure in it, so that no town's name passes; 2A and 2B are departments, whose codes begin with 20. */
const POSTCODE = /^(?!2[AB])(?=.*\d)[0-9A-Z]{1,5}$/;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A notice as it stands in the form: dates as the fields hold them, postcodes as typed. */
export interface NoticeDraft {
  texts: Partial<Record<Language, string>>;
  from: string;
  until: string;
  flows: readonly string[];
  carriers: readonly string[];
  postcodes: string;
}

/** The parts of the form that a problem can belong to. */
export type Part = Language | "dates" | "postcodes";

export type Problem =
  | { why: "no_text" }
  | { why: "too_long"; by: number }
  | { why: "no_date" }
  | { why: "ends_before_it_begins" }
  | { why: "already_over" }
  | { why: "too_far"; days: number }
  | { why: "bad_postcodes"; which: readonly string[] }
  | { why: "too_many_postcodes"; most: number };

/** A new notice holds from now on, for a day. */
export function blankNotice(now: Date): NoticeDraft {
  const until = new Date(Math.ceil((now.getTime() + DAY_MS) / HOUR_MS) * HOUR_MS);
  return { texts: {}, from: toField(now), until: toField(until), flows: [], carriers: [], postcodes: "" };
}

/** The notice that a draft stands for, and what keeps it from being sent, by the part of the form. */
export function checked(
  draft: NoticeDraft,
  languages: readonly Language[],
  now: Date,
): { notice: NewNotice; problems: ReadonlyMap<Part, Problem> } {
  const problems = new Map<Part, Problem>();
  const note = (part: Part, problem: Problem | null): void => {
    if (problem !== null) problems.set(part, problem);
  };
  const texts = Object.fromEntries(languages.map((language) => [language, (draft.texts[language] ?? "").trim()]));
  for (const language of languages) note(language, textProblem(texts[language] ?? ""));
  const from = fromField(draft.from);
  const until = fromField(draft.until);
  note("dates", datesProblem(from, until, now));
  const codes = postcodes(draft.postcodes);
  note("postcodes", postcodesProblem(codes));
  const notice = {
    texts,
    flows: draft.flows,
    carriers: draft.carriers,
    postcodes: codes,
    starts_at: from?.toISOString() ?? "",
    ends_at: until?.toISOString() ?? "",
  };
  return { notice, problems };
}

/** The beginnings of postcodes in a text: parted by commas or blanks, in capitals, each once. */
export function postcodes(text: string): string[] {
  const parts = text.toUpperCase().split(/[\s,;]+/u);
  return [...new Set(parts.filter((part) => part !== ""))];
}

/** Notices that have not ended, those that hold first, then those to come, soonest first. */
export function standing(notices: readonly SteeringNotice[], now: Date): { notice: SteeringNotice; holds: boolean }[] {
  return notices
    .filter(({ ends_at }) => Date.parse(ends_at) > now.getTime())
    .sort((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at))
    .map((notice) => ({ notice, holds: Date.parse(notice.starts_at) <= now.getTime() }));
}

function textProblem(text: string): Problem | null {
  if (text === "") return { why: "no_text" };
  const by = characters(text) - LONGEST_NOTICE;
  return by > 0 ? { why: "too_long", by } : null;
}

function datesProblem(from: Date | null, until: Date | null, now: Date): Problem | null {
  if (from === null || until === null) return { why: "no_date" };
  if (until <= from) return { why: "ends_before_it_begins" };
  if (until <= now) return { why: "already_over" };
  if (until.getTime() - from.getTime() > LONGEST_DAYS * DAY_MS) return { why: "too_far", days: LONGEST_DAYS };
  return null;
}

function postcodesProblem(codes: readonly string[]): Problem | null {
  const which = codes.filter((code) => !POSTCODE.test(code));
  if (which.length > 0) return { why: "bad_postcodes", which };
  return codes.length > MOST_POSTCODES ? { why: "too_many_postcodes", most: MOST_POSTCODES } : null;
}
