import type { VNode } from "preact";
import type { Facts } from "../../protocol/console";
import { date, moment, money } from "../logic/dates";
import { language } from "../state/preferences";
import { named, words, type Words } from "../words";

/** What is shown elsewhere, or means nothing to a reader. */
const ELSEWHERE = new Set(["problem", "intent"]);

const DAY = /^\d{4}-\d{2}-\d{2}/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

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
  const codes: Partial<Record<string, Record<string, string>>> = w.codes;
  if (codes[name] !== undefined) return named(codes[name], text);
  if (name === "order_total") return total(text);
  if (MOMENT.test(text)) return moment(text, language.value);
  return DAY.test(text) ? date(text, language.value) : text;
}

/** `63.90 EUR`, as the shop keeps a price, the way people write it. */
function total(text: string): string {
  const price = /^(?<amount>\d+(?:\.\d+)?) (?<currency>[A-Z]{3})$/.exec(text)?.groups;
  return price === undefined ? text : money(Number(price.amount), String(price.currency), language.value);
}
