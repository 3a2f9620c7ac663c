import type { ComponentChildren, VNode } from "preact";
import type { Detail, Facts, Row } from "../../protocol/console";
import { exportAddress } from "../api";
import { useConsole } from "../context";
import { LongText } from "../conversation/LongText";
import { ago, moment } from "../logic/dates";
import { now } from "../state/clock";
import { language } from "../state/preferences";
import { Icon } from "../ui/Icon";
import { named, words } from "../words";
import { CaseItem } from "./CaseItem";
import { FactList } from "./FactList";
import { OrderCard } from "./OrderCard";
import { ParcelCard } from "./ParcelCard";

/** Beside the conversation: why a human is needed, and everything that is known. */
export function ContextPanel({ row, detail, facts }: { row: Row; detail: Detail; facts: Facts }): VNode {
  const desk = useConsole();
  const w = words.value;
  const { orders, parcels } = detail;
  return (
    <aside class="panel" aria-label={w.context.title}>
      <header class="panel-head">
        <h2>{w.context.title}</h2>
        <button
          type="button"
          class="button quiet icon-only"
          aria-label={w.conversation.closePanel}
          onClick={() => {
            desk.verbs.perform("panel");
          }}
        >
          <Icon name="close" />
        </button>
      </header>
      <Identity row={row} />
      <Why row={row} />
      <Summary detail={detail} />
      {parcels.map((parcel) => (
        <Section key={parcel.tracking_number} title={w.context.parcel}>
          <ParcelCard parcel={parcel} />
        </Section>
      ))}
      {orders.map((order) => (
        <Section key={order.number} title={w.context.order}>
          <OrderCard order={order} />
        </Section>
      ))}
      {orders.length === 0 && (
        <Section title={w.context.order}>
          <p class="quiet-text">{w.context.noOrder}</p>
        </Section>
      )}
      {detail.cases.length > 0 && (
        <Section title={w.context.cases}>
          {detail.cases.map((one) => (
            <CaseItem key={one.number} one={one} />
          ))}
        </Section>
      )}
      <Section title={w.context.facts}>
        <FactList facts={facts} />
      </Section>
      {desk.me.role === "admin" && <PersonalData customer={row.customer.id} />}
    </aside>
  );
}

export function Section({ title, children }: { title: string; children: ComponentChildren }): VNode {
  return (
    <section class="panel-section">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** Who it is, and whether the brand's shop says so. */
function Identity({ row }: { row: Row }): VNode {
  const w = words.value;
  const { name, verified } = row.customer;
  return (
    <Section title={w.customer}>
      <p class="number-line">
        <strong>{name ?? w.anonymous}</strong>
        <span class={verified ? "tag ok" : "tag"}>{verified ? w.context.verified : w.context.visitor}</span>
      </p>
      <p class="quiet-text">{verified ? w.context.verifiedHint : w.context.visitorHint}</p>
    </Section>
  );
}

function Why({ row }: { row: Row }): VNode {
  const w = words.value;
  const late = row.deadline !== null && Date.parse(row.deadline) < now.value.getTime();
  return (
    <Section title={w.context.why}>
      {row.reason === null ? (
        <p class="quiet-text">{w.context.notYet}</p>
      ) : (
        <p class={`why ${row.urgency}`}>{named(w.reasons, row.reason)}</p>
      )}
      <dl class="facts">
        {row.team !== null && row.reason !== null && (
          <div>
            <dt>{w.team}</dt>
            <dd>{w.teams[row.team]}</dd>
          </div>
        )}
        {row.owner === "waiting" && row.waiting_since !== null && (
          <div>
            <dt>{w.context.waitingSince}</dt>
            <dd>{ago(row.waiting_since, now.value, language.value)}</dd>
          </div>
        )}
        {row.owner === "waiting" && row.deadline !== null && (
          <div>
            <dt>{w.context.deadline}</dt>
            <dd class={late ? "bad-text" : undefined}>{moment(row.deadline, language.value)}</dd>
          </div>
        )}
      </dl>
    </Section>
  );
}

function Summary({ detail }: { detail: Detail }): VNode {
  const w = words.value.context;
  const { problem, done, offered } = detail.summary;
  return (
    <Section title={w.summary}>
      {problem !== null && (
        <>
          <p class="small-title">{w.problem}</p>
          <blockquote class="problem" dir="auto">
            <LongText text={problem} />
          </blockquote>
        </>
      )}
      <p class="small-title">{w.done}</p>
      {done.length === 0 ? (
        <p class="quiet-text">{w.nothingDone}</p>
      ) : (
        <ul class="done">
          {done.map((step) => (
            <li key={step}>
              <Icon name="check" size={15} />
              <span>{step}</span>
            </li>
          ))}
        </ul>
      )}
      {offered !== null && (
        <>
          <p class="small-title">{offered.refused ? w.refused : w.offered}</p>
          <blockquote class="problem" dir="auto">
            <LongText text={offered.reply} />
          </blockquote>
        </>
      )}
    </Section>
  );
}

/** What a customer may ask of the brand; only admins may do it. */
function PersonalData({ customer }: { customer: string }): VNode {
  const desk = useConsole();
  const w = words.value.context;
  return (
    <Section title={w.personalData}>
      <p class="panel-actions">
        <a class="button" href={exportAddress(customer)} download={`client-${customer}.json`}>
          {w.exportCopy}
        </a>
        <button
          type="button"
          class="button"
          onClick={() => {
            desk.dialog.value = "erase";
          }}
        >
          {w.erase}
        </button>
      </p>
    </Section>
  );
}
