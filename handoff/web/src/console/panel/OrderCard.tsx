import type { VNode } from "preact";
import type { Order } from "../../protocol/console";
import { date, money } from "../logic/dates";
import { language } from "../state/preferences";
import { words } from "../words";
import { CopyButton } from "./CopyButton";

/** An order of the shop, and whether it is proved to be this customer's. */
export function OrderCard({ order }: { order: Order }): VNode {
  const w = words.value.context;
  const amount = (value: number): string => money(value, order.currency, language.value);
  return (
    <div class="order">
      <p class="number-line">
        <strong class="mono">{order.number}</strong>
        <CopyButton text={order.number} />
        <ProofTag order={order} />
        <span class="amount">{amount(Number(order.total))}</span>
      </p>
      <ul class="order-lines">
        {order.lines.map((line) => (
          <li key={line.label}>
            <span>
              {line.quantity} × {line.label}
            </span>
            <span class="amount">{amount(Number(line.price) * line.quantity)}</span>
          </li>
        ))}
      </ul>
      <dl class="facts">
        <Fact name={w.recipient} value={`${order.customer}, ${order.postcode} ${order.city}`} />
        <Fact name={w.placed} value={date(order.placed_at, language.value)} />
        <Fact name={w.promised} value={date(order.promised_on, language.value)} />
        {order.is_gift && (
          <Fact
            name={w.gift}
            value={order.wanted_by === null ? w.giftUndated : w.giftFor(date(order.wanted_by, language.value))}
          />
        )}
      </dl>
    </div>
  );
}

/** How well it is proved whose order this is: to read it, or to change it too. */
function ProofTag({ order }: { order: Order }): VNode {
  const w = words.value.context.proof;
  const level = order.changeable ? "change" : order.proven ? "read" : "none";
  return (
    <span class={level === "none" ? "tag warn" : "tag ok"} title={w.hints[level]}>
      {w.levels[level]}
    </span>
  );
}

function Fact({ name, value }: { name: string; value: string }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
