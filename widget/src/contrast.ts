/** Colours that can be read, whatever a practice has chosen (WCAG 1.4.3 and 1.4.11). */

/** A practice's colours as #rrggbb. */
export interface Colors {
  primary: string;
  on_primary: string;
}

type Rgb = [number, number, number];

const TEXT = 4.5;
const CONTROL = 3;
const STEPS = 100;

/**
 * The contrast of two colours, from 1 to 21.
 *
 * @param one - a colour as #rrggbb.
 * @param other - another.
 */
export function contrast(one: string, other: string): number {
  const ratio = (luminance(parse(one)) + 0.05) / (luminance(parse(other)) + 0.05);
  return Math.max(ratio, 1 / ratio);
}

/**
 * The nearest colours with which text on the primary one is readable (4.5:1) and the primary one
 * stands out from the background (3:1). The text's colour changes only where no shade will do.
 *
 * @param colors - the practice's; anything but #rrggbb counts as black.
 * @param background - what the primary colour lies on.
 */
export function repairContrast(colors: Colors, background: string): Colors {
  for (const on_primary of [colors.on_primary, "#ffffff", "#000000"]) {
    const primary = nearest(
      colors.primary,
      (shade) => contrast(shade, on_primary) >= TEXT && contrast(shade, background) >= CONTROL,
    );
    if (primary) return { primary, on_primary: hex(parse(on_primary)) };
  }
  // Black or white text is readable on any colour, so only a middle grey background gets here.
  return { primary: "#000000", on_primary: "#ffffff" };
}

/**
 * The shade of a colour nearest to it that is readable as text on all backgrounds.
 *
 * @param color - as #rrggbb.
 * @param backgrounds - all light or all dark.
 */
export function readable(color: string, backgrounds: string[]): string {
  const isReadable = (shade: string) => backgrounds.every((b) => contrast(shade, b) >= TEXT);
  return nearest(color, isReadable) ?? "#000000";
}

function nearest(color: string, isGood: (shade: string) => boolean): string | undefined {
  const start = parse(color);
  for (let step = 0; step <= STEPS; step += 1)
    for (const target of [0, 255]) {
      const shade = hex(start.map((c) => Math.round(c + ((target - c) * step) / STEPS)) as Rgb);
      if (isGood(shade)) return shade;
    }
  return undefined;
}

function parse(color: string): Rgb {
  const value = /^#[\da-f]{6}$/i.test(color) ? parseInt(color.slice(1), 16) : 0;
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function hex(rgb: Rgb): string {
  return `#${rgb.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
