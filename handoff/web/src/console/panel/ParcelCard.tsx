import type { VNode } from "preact";
import type { Parcel } from "../../protocol/console";
import { isWebAddress } from "../../shared/links";
import { Icon } from "../ui/Icon";
import { named, words } from "../words";
import { CopyButton } from "./CopyButton";
import { ParcelSteps } from "./ParcelSteps";

const TROUBLE = new Set([
  "not_handed_over_late",
  "in_transit_late",
  "customs_held",
  "presumed_lost",
  "pickup_over",
  "undeliverable",
  "returning",
  "returned",
  "unknown_number",
  "carrier_down",
]);

export function ParcelCard({ parcel }: { parcel: Parcel }): VNode {
  const w = words.value;
  return (
    <div class="parcel">
      {parcel.status !== null && (
        <p class={TROUBLE.has(parcel.status) ? "parcel-status trouble" : "parcel-status"}>
          {named(w.codes.parcel_status, parcel.status)}
        </p>
      )}
      {parcel.tracking_number !== "" && (
        <p class="number-line">
          <span class="mono">{parcel.tracking_number}</span>
          <CopyButton text={parcel.tracking_number} />
        </p>
      )}
      <p class="quiet-text">
        {parcel.carrier !== "" && `${parcel.carrier} · `}
        {named(w.codes.service, parcel.service)}
      </p>
      {parcel.timeline.length > 0 && <ParcelSteps steps={parcel.timeline} />}
      {parcel.status === null && <p class="quiet-text">{w.context.noEvents}</p>}
      {parcel.url !== null && isWebAddress(parcel.url) && (
        <a class="text-button" href={parcel.url} target="_blank" rel="noopener noreferrer">
          {w.context.track} <Icon name="link" size={14} />
        </a>
      )}
    </div>
  );
}
