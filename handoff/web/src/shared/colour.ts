/** Colours of brands, made readable on our surfaces (WCAG 2.2, relative luminance and contrast). */

type Rgb = readonly [number, number, number];

/** A little above the 4.5 that text needs, since brands' colours also stand on tinted surfaces. */
const READABLE = 5.5;

/** Contrast of two `#rrggbb` colours, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(parse(one)), luminance(parse(other))].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The colour with its hue kept, as much lighter or darker as reading on `surface` needs. */
export function readableOn(surface: string, colour: string): string {
  const [hue, saturation, lightness] = toHsl(parse(colour));
  const step = luminance(parse(surface)) > 0.18 ? -0.02 : 0.02;
  for (let level = lightness; level >= 0 && level <= 1; level += step) {
    const candidate = level === lightness ? colour : format(fromHsl([hue, saturation, level]));
    if (contrast(candidate, surface) >= READABLE) return candidate;
  }
  return step < 0 ? "#000000" : "#ffffff";
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

/** Hue in degrees, saturation and lightness from 0 to 1 (CSS Color 4, section 7). */
function toHsl(colour: Rgb): Rgb {
  const [red, green, blue] = colour.map((part) => part / 255) as [number, number, number];
  const [high, low] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const [lightness, range] = [(high + low) / 2, high - low];
  if (range === 0) return [0, 0, lightness];
  const saturation = range / (1 - Math.abs(2 * lightness - 1));
  const sixth =
    high === red ? ((green - blue) / range + 6) % 6 : high === green ? (blue - red) / range + 2 : (red - green) / range + 4;
  return [sixth * 60, saturation, lightness];
}

function fromHsl([hue, saturation, lightness]: Rgb): Rgb {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const part = (offset: number): number => {
    const turn = (offset + hue / 30) % 12;
    return 255 * (lightness - reach * Math.max(-1, Math.min(turn - 3, 9 - turn, 1)));
  };
  return [part(0), part(8), part(4)];
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(part: number): number {
  const value = part / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
