import type { VNode } from "preact";
import type { Facts } from "../../protocol/console";
import { date } from "../logic/dates";
import { language } from "../state/preferences";
import { named, words, type Words } from "../words";

/** What is shown elsewhere, or means nothing to a reader. */
const ELSEWHERE = new Set(["problem", "intent"]);

const DAY = /^\d{4}-\d{2}-\d{2}/;

/** The facts learned, in words; those without a name of their own keep the service's. */
export function FactList({ facts }: { facts: Facts }): VNode {
  const w = words.value;
  const known = Object.entries(facts).filter(
    ([name, value]) => !ELSEWHERE.has(name) && value !== null && value !== "",
  );
  if (known.length === 0) return <p class="quiet-text">{w.context.noFacts}</p>;
  return (
    <dl class="facts">
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{named(w.facts, name)}</dt>
          <dd dir="auto">{said(name, value, w)}</dd>
        </div>
      ))}
    </dl>
  );
}

function said(name: string, value: Facts[string], w: Words): string {
  const text = String(value);
  switch (name) {
    case "language":
      return text === "fr" || text === "en" ? w.conversation.language[text] : text;
    case "parcel_status":
      return named(w.parcels, text);
    case "service":
      return named(w.services, text);
    case "topic":
      return named(w.topics, text);
    default:
      return DAY.test(text) ? date(text, language.value) : text;
  }
}
