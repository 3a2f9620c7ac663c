import type { ShopRecord } from "../../protocol/console";
import { isWebAddress } from "../../shared/links";
import type { Step } from "../../protocol/conversation";

/** An order as the panel shows it; what the shop does not say is null or empty. */
export interface OrderView {
  number: string;
  placedAt: string | null;
  promisedOn: string | null;
  total: { value: number; currency: string } | null;
  lines: { title: string; quantity: number; price: number | null }[];
  gift: boolean;
}

export interface ParcelView {
  trackingNumber: string | null;
  orderNumber: string | null;
  carrier: string | null;
  service: string | null;
  status: string | null;
  steps: Step[];
  url: string | null;
}

/** Reads an order of the shop. */
export function order(record: ShopRecord): OrderView {
  const total = figure(record.total);
  return {
    number: text(record.number) ?? "?",
    placedAt: text(record.placed_at),
    promisedOn: text(record.promised_on),
    total: total === null ? null : { value: total, currency: text(record.currency) ?? "EUR" },
    lines: records(record.lines).map((line) => ({
      title: text(line.title) ?? "?",
      quantity: figure(line.quantity) ?? 1,
      price: figure(line.price),
    })),
    gift: record.is_gift === true,
  };
}

/** Reads a parcel, with what its carrier says where it was asked. */
export function parcel(record: ShopRecord): ParcelView {
  const url = text(record.url);
  return {
    trackingNumber: text(record.tracking_number),
    orderNumber: text(record.order_number),
    carrier: text(record.carrier),
    service: text(record.service),
    status: text(record.status),
    steps: records(record.timeline).map(step),
    url: url !== null && isWebAddress(url) ? url : null,
  };
}

function step(record: ShopRecord): Step {
  const state = record.state;
  return {
    label: text(record.label) ?? "?",
    date: text(record.date),
    state: state === "done" || state === "current" || state === "problem" ? state : "next",
  };
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** Money comes as a decimal in text, quantities as numbers. */
function figure(value: unknown): number | null {
  if (typeof value !== "number" && typeof value !== "string") return null;
  const read = Number(value);
  return value === "" || Number.isNaN(read) ? null : read;
}

function records(value: unknown): ShopRecord[] {
  if (!Array.isArray(value)) return [];
  return value.filter((one): one is ShopRecord => typeof one === "object" && one !== null);
}
