/** Colours of brands, made readable on our surfaces (WCAG 2.2, relative luminance and contrast). */

type Rgb = readonly [number, number, number];

const READABLE = 4.5;

/** Contrast of two `#rrggbb` colours, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(parse(one)), luminance(parse(other))].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The colour, moved towards the far end from `surface` only as much as reading on it needs. */
export function readableOn(surface: string, colour: string): string {
  const target: Rgb = luminance(parse(surface)) > 0.18 ? [0, 0, 0] : [255, 255, 255];
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = format(mix(parse(colour), target, share));
    if (contrast(mixed, surface) >= READABLE) return mixed;
  }
  return format(target);
}

/** Whether a text is a colour as brands' files give them: `#rrggbb`. */
export function isColour(text: string | null | undefined): text is string {
  return /^#[0-9a-f]{6}$/iu.test(text ?? "");
}

function parse(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function format(colour: Rgb): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const at = (index: 0 | 1 | 2): number => from[index] + (to[index] - from[index]) * share;
  return [at(0), at(1), at(2)];
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(part: number): number {
  const value = part / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
