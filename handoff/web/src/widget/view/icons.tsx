import type { VNode } from "preact";

/** Icons drawn in the colour of the text beside them; always decoration, never the only label. */
const PATHS = {
  chat: "M4 5.5A2.5 2.5 0 0 1 6.5 3h11A2.5 2.5 0 0 1 20 5.5v8a2.5 2.5 0 0 1-2.5 2.5H11l-4.3 4.1c-.6.6-1.7.2-1.7-.7V16A2.5 2.5 0 0 1 4 13.5z",
  close: "M6 6l12 12M18 6L6 18",
  restart: "M4.5 12a7.5 7.5 0 1 0 2.4-5.5M4.5 4v3.5H8",
  send: "M12 19V5M5.5 11.5L12 5l6.5 6.5",
  human: "M12 11.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5zM4.8 20c.6-3.7 3.6-5.8 7.2-5.8s6.6 2.1 7.2 5.8",
  spark: "M12 4l1.7 5.1L19 11l-5.3 1.9L12 18l-1.7-5.1L5 11l5.3-1.9z",
  check: "M5 12.5l4.5 4.5L19 7.5",
  clock: "M12 7v5l3 2M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z",
  down: "M12 5v14M5.5 12.5L12 19l6.5-6.5",
  parcel: "M4 8l8-4 8 4v8.5l-8 4-8-4zM4 8l8 4 8-4M12 12v8.5M8 6l8 4",
  out: "M9 5h10v10M19 5L6 18",
  alert: "M12 8v5M12 16.5v.01M10.3 4.3L2.9 17.2A2 2 0 0 0 4.6 20h14.8a2 2 0 0 0 1.7-2.8L13.7 4.3a2 2 0 0 0-3.4 0z",
  pencil: "M4.5 19.5l1-4L16 5a2 2 0 0 1 3 3L8.5 18.5z",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }): VNode {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
