import type { VNode } from "preact";

/** Paths on a 20 × 20 grid, drawn with a 1.5 stroke in the text's colour. */
const PATHS = {
  inbox: "M3 11.5 5.2 4.8A1 1 0 0 1 6.1 4h7.8a1 1 0 0 1 .9.8L17 11.5m-14 0V15a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1v-3.5m-14 0h3.8l1.2 2h4l1.2-2H17",
  mine: "M10 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm-6 6.5c.7-2.6 3-4 6-4s5.3 1.4 6 4",
  bot: "M10 3v2.5M5.5 5.5h9a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 4 14V7a1.5 1.5 0 0 1 1.5-1.5ZM7.5 9.5v1.2m5-1.2v1.2M8 13h4M2 9.5v2.5m16-2.5v2.5",
  closed: "M4 6.5h12M4.5 4h11a.5.5 0 0 1 .5.5v2h-12v-2a.5.5 0 0 1 .5-.5Zm.5 2.5V15a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1V6.5M8.5 9.5h3",
  report: "M4 16V10.5m4 5.5V5m4 11V8m4 8V12",
  steering: "M3.5 6.5h6m4.5 0h2.5M11.7 8.6a2.1 2.1 0 1 0 0-4.2 2.1 2.1 0 0 0 0 4.2ZM3.5 13.5H6m4.5 0h6M8.3 15.6a2.1 2.1 0 1 0 0-4.2 2.1 2.1 0 0 0 0 4.2Z",
  flag: "M5 17V3.8m0 .4h10l-2.2 3.6L15 11.4H5",
  plus: "M10 4.5v11M4.5 10h11",
  search: "M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11Zm4-1.5 3.5 3.5",
  next: "M4 10h10m-4-4.5 4.5 4.5-4.5 4.5",
  send: "m4 10 12-5.5-4 11-2.5-4L4 10Zm5.5 1.5L16 4.5",
  note: "M5 3.5h7l3.5 3.5v9a.5.5 0 0 1-.5.5H5a.5.5 0 0 1-.5-.5V4a.5.5 0 0 1 .5-.5Zm7 0V7h3.5M7 10h6M7 13h4",
  transfer: "M4 7h11m-3-3 3 3-3 3M16 13H5m3-3-3 3 3 3",
  back: "M12 4.5 6.5 10l5.5 5.5",
  down: "m5 8 5 5 5-5",
  right: "m8 5 5 5-5 5",
  check: "m4.5 10.5 3.5 3.5 7.5-8",
  close: "m5.5 5.5 9 9m0-9-9 9",
  warning: "M10 7.5v3.5m0 2.5v.1M9 3.9 2.9 14.5a1.15 1.15 0 0 0 1 1.7h12.2a1.15 1.15 0 0 0 1-1.7L11 3.9a1.15 1.15 0 0 0-2 0Z",
  panel: "M4 4h12a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1Zm8.5 0v12",
  returns: "M8 5 4 9l4 4M4 9h8a4 4 0 0 1 0 8h-1",
  hand: "M6.5 10V5.2a1.2 1.2 0 0 1 2.4 0V9m0-.5V4.2a1.2 1.2 0 0 1 2.4 0V9m0-3.3a1.2 1.2 0 0 1 2.4 0v5.8c0 3-1.7 5-4.7 5-2.3 0-3.4-1-4.5-2.9l-1.6-2.8c-.8-1.5 1.2-2.5 2.1-1.1l1.5 1.8",
  case: "M7.5 6V4.5a1 1 0 0 1 1-1h3a1 1 0 0 1 1 1V6M4 6h12a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1Zm-1 4.5h14",
  book: "M10 5.6C8.6 4.5 6.6 4 3.5 4v10.8c3.1 0 5.1.5 6.5 1.7m0-10.9c1.4-1.1 3.4-1.6 6.5-1.6v10.8c-3.1 0-5.1.5-6.5 1.7m0-10.9v10.9",
  eye: "M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5Zm7.5 2.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z",
  copy: "M8 7h7a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1Zm-1 6H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1h7a1 1 0 0 1 1 1v2",
  link: "M11 4h5v5m0-5-7 7m-1-6H5a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-3",
  clock: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm0-11v4.2l2.7 1.6",
  spark: "M10 3.5 11.6 8.4 16.5 10l-4.9 1.6L10 16.5l-1.6-4.9L3.5 10l4.9-1.6L10 3.5Z",
  keyboard: "M3.5 5.5h13a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1ZM5.5 8.5h.1m3 0h.1m3 0h.1m2.7 0h.1M7 11.5h6",
  away: "M16 11.8A6.5 6.5 0 0 1 8.2 4 6.5 6.5 0 1 0 16 11.8Z",
  logout: "M8 4H5a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h3m4-9 3 3-3 3m3-3H8",
  offline: "M3 3l14 14M6.5 12.5a5 5 0 0 1 2-1.2m3.2.1a5 5 0 0 1 1.8 1.1M4 9.8A8.5 8.5 0 0 1 7 8m3.5-.5A8.5 8.5 0 0 1 16 9.8M10 15.5v.1",
} as const;

export type IconName = keyof typeof PATHS;

/** A decorative icon: what it means is said in words beside it or on the control around it. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }): VNode {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

/** Relais' mark: two strokes that pass something on. */
export function Mark({ size = 24 }: { size?: number }): VNode {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true" focusable="false">
      <rect width="24" height="24" rx="7" fill="var(--accent)" />
      <path d="M5.5 15.2 9.3 8.8h5.2" stroke="var(--on-accent)" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" opacity="0.55" />
      <path d="M9.5 15.2h5.2l3.8-6.4" stroke="var(--on-accent)" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}
