import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useConsole } from "../context";
import type { View } from "../logic/route";
import { Blank, Failed, Skeleton } from "../ui/Blank";
import { BrandSelect } from "../ui/BrandSelect";
import type { IconName } from "../ui/Icon";
import { words } from "../words";
import { InboxRow } from "./InboxRow";

const EMPTY_ICONS: Record<View, IconName> = { waiting: "check", mine: "mine", bot: "bot", closed: "closed" };

/** One view of the inbox. */
export function InboxList(): VNode {
  const { inbox } = useConsole();
  const w = words.value;
  return (
    <section class="list" aria-labelledby="list-title">
      <header class="list-head">
        <h1 id="list-title">{w.views[inbox.view.value]}</h1>
        <BrandSelect
          all
          value={inbox.brand.value}
          onChange={(brand) => {
            inbox.filter(brand);
          }}
        />
      </header>
      <Rows />
    </section>
  );
}

function Rows(): VNode {
  const desk = useConsole();
  const { inbox } = desk;
  const w = words.value.inbox;
  const rows = inbox.shown.value;
  const reading = inbox.reading.value;
  const current = desk.open.value?.id ?? null;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>("[aria-current]");
    row?.scrollIntoView({ block: "nearest" });
    // Who moves along the list by key keeps the focus on the row that is open.
    if (list.current?.contains(document.activeElement) === true) row?.focus();
  }, [current]);

  if (reading.state === "failed") {
    return <Failed title={w.failed} why={reading.why} onRetry={() => void inbox.read()} />;
  }
  if (rows.length === 0) {
    return reading.state === "loading" ? <RowSkeletons /> : <Empty />;
  }
  return (
    <ul class="rows" ref={list}>
      {rows.map((row) => (
        <li key={row.id}>
          <InboxRow row={row} view={inbox.view.value} current={row.id === current} />
        </li>
      ))}
      {inbox.next.value !== null && (
        <li class="more">
          <button type="button" class="button" onClick={() => void inbox.more()}>
            {w.more}
          </button>
        </li>
      )}
    </ul>
  );
}

function Empty(): VNode {
  const { inbox } = useConsole();
  const w = words.value.inbox;
  const view = inbox.view.value;
  const [title, hint] = w.empty[view];
  return <Blank icon={EMPTY_ICONS[view]} title={title} hint={inbox.brand.value === null ? hint : w.emptyBrand} />;
}

function RowSkeletons(): VNode {
  return (
    <div class="row-skeletons">
      {Array.from({ length: 6 }, (_, index) => (
        <Skeleton key={index} lines={3} />
      ))}
    </div>
  );
}
