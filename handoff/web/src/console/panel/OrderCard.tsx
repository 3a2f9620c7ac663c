import type { VNode } from "preact";
import { date, money } from "../logic/dates";
import type { OrderView } from "../logic/shop";
import { language } from "../state/preferences";
import { words } from "../words";
import { CopyButton } from "./CopyButton";

export function OrderCard({ order }: { order: OrderView }): VNode {
  const w = words.value.context;
  const { total } = order;
  return (
    <div class="order">
      <p class="number-line">
        <strong class="mono">{order.number}</strong>
        <CopyButton text={order.number} />
        {order.gift && <span class="tag warn">{w.gift}</span>}
        {total !== null && <span class="amount">{money(total.value, total.currency, language.value)}</span>}
      </p>
      {order.lines.length > 0 && (
        <ul class="order-lines">
          {order.lines.map((line) => (
            <li key={line.title}>
              <span>
                {line.quantity} × {line.title}
              </span>
              {line.price !== null && total !== null && (
                <span class="amount">{money(line.price * line.quantity, total.currency, language.value)}</span>
              )}
            </li>
          ))}
        </ul>
      )}
      <dl class="facts">
        {order.placedAt !== null && (
          <div>
            <dt>{w.placed}</dt>
            <dd>{date(order.placedAt, language.value)}</dd>
          </div>
        )}
        {order.promisedOn !== null && (
          <div>
            <dt>{w.promised}</dt>
            <dd>{date(order.promisedOn, language.value)}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}
