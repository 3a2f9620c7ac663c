import type { VNode } from "preact";
import type { ParcelCard, Step } from "../../protocol/conversation";
import type { Format } from "../../shared/format";
import { isWebAddress } from "../../shared/links";
import { useScene } from "./context";
import { Icon } from "./icons";

const GOOD = new Set(["delivered", "out_for_delivery", "in_transit_on_time", "at_pickup"]);
const BAD = new Set(["presumed_lost", "pickup_over", "undeliverable", "returning", "returned", "not_handed_over_late", "in_transit_late"]);

/** A parcel's journey, drawn as one. */
export function ParcelTimeline({ card }: { card: ParcelCard }): VNode {
  const { texts, format } = useScene();
  const tone = GOOD.has(card.status) ? "good" : BAD.has(card.status) ? "bad" : "plain";
  return (
    <article class="parcel" aria-label={texts.parcel}>
      <div class="parcel-head">
        <span class="parcel-mark">
          <Icon name="parcel" size={18} />
        </span>
        <div class="parcel-name">
          <p class="carrier">{card.carrier}</p>
          <p class="number">
            <span class="hearable">{texts.trackingNumber} </span>
            {card.tracking_number}
          </p>
        </div>
        <span class={`badge ${tone}`}>{texts.statuses[card.status] ?? card.status}</span>
      </div>
      <ol class="journey" aria-label={texts.journey}>
        {card.timeline.map((step, index) => (
          <li key={index} class={`step ${step.state}`} aria-current={step.state === "current" ? "step" : undefined}>
            <span class="dot" aria-hidden="true">
              {step.state === "done" && <Icon name="check" size={12} />}
              {step.state === "problem" && <span>!</span>}
            </span>
            <p class="step-label">
              {step.label}
              <span class="hearable"> ({texts.step[step.state]})</span>
            </p>
            <StepDate step={step} format={format} />
          </li>
        ))}
      </ol>
      {card.url !== null && isWebAddress(card.url) && (
        <a class="track" href={card.url} target="_blank" rel="noopener noreferrer">
          {texts.track}
          <Icon name="out" size={14} />
          <span class="hearable"> {texts.newTab}</span>
        </a>
      )}
    </article>
  );
}

function StepDate({ step, format }: { step: Step; format: Format }): VNode | null {
  if (step.date === null) return null;
  const known = !Number.isNaN(Date.parse(step.date));
  return (
    <time class="step-date" dateTime={known ? step.date : undefined}>
      {known ? format.shortDay(step.date) : step.date}
    </time>
  );
}
