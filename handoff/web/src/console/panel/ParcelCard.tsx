import type { VNode } from "preact";
import type { ParcelView } from "../logic/shop";
import { Icon } from "../ui/Icon";
import { named, words } from "../words";
import { CopyButton } from "./CopyButton";
import { ParcelSteps } from "./ParcelSteps";

const TROUBLE = new Set([
  "not_handed_over_late",
  "in_transit_late",
  "customs_held",
  "presumed_lost",
  "undeliverable",
  "returning",
  "returned",
  "unknown_number",
  "carrier_down",
]);

export function ParcelCard({ parcel }: { parcel: ParcelView }): VNode {
  const w = words.value;
  return (
    <div class="parcel">
      {parcel.status !== null && (
        <p class={TROUBLE.has(parcel.status) ? "parcel-status trouble" : "parcel-status"}>
          {named(w.parcels, parcel.status)}
        </p>
      )}
      {parcel.trackingNumber !== null && (
        <p class="number-line">
          <span class="mono">{parcel.trackingNumber}</span>
          <CopyButton text={parcel.trackingNumber} />
        </p>
      )}
      <p class="quiet-text">
        {[parcel.carrier, parcel.service === null ? null : named(w.services, parcel.service)]
          .filter((part) => part !== null)
          .join(" · ")}
      </p>
      {parcel.steps.length > 0 ? (
        <ParcelSteps steps={parcel.steps} />
      ) : (
        <p class="quiet-text">{w.context.noEvents}</p>
      )}
      {parcel.url !== null && (
        <a class="text-button" href={parcel.url} target="_blank" rel="noopener noreferrer">
          {w.context.track} <Icon name="link" size={14} />
        </a>
      )}
    </div>
  );
}
