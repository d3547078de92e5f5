import { type Html, html, plain } from "./html.ts";
import type { Scale } from "./scale.ts";

/**
 * Pieces of pictures. Across, places are per cent of the width, so a picture fits any screen while its letters keep their
 * size; down, they are pixels.
 */

export interface Picture {
  /** unique on the page */
  readonly id: string;
  readonly title: string;
  /** what it shows, for who does not see it */
  readonly description: string;
  readonly height: number;
  readonly inside: readonly Html[];
}

export function picture({ id, title, description, height, inside }: Picture): Html {
  return html`<svg class="picture" role="img" aria-labelledby="${id}-t ${id}-d" width="100%" height="${height}"><title id="${id}-t">${plain(title)}</title><desc id="${id}-d">${plain(description)}</desc>${inside}</svg>\n`;
}

/** Two decimals are finer than any screen. */
export const digits = (value: number): string => String(Math.round(value * 100) / 100);
export const percent = (value: number): string => `${digits(value)}%`;

/** Part of the width that a scale fills. */
export interface Across {
  readonly from: number;
  readonly to: number;
}

/** Place of a value, per cent of the whole picture. */
export const across = (scale: Scale, value: number, { from, to }: Across): number =>
  from + ((to - from) * scale.at(value)) / 100;

export function line(x1: number, y1: number, x2: number, y2: number, look: string): Html {
  return html`<line class="${look}" x1="${percent(x1)}" y1="${digits(y1)}" x2="${percent(x2)}" y2="${digits(y2)}"/>`;
}

/** `shift`: pixels to the right, whatever the width. */
export function label(x: number, y: number, text: string, look = "", anchor = "start", shift = 0): Html {
  return html`<text class="${look}" x="${percent(x)}" dx="${shift}" y="${digits(y)}" text-anchor="${anchor}">${plain(text)}</text>`;
}

export function box(x: number, y: number, width: number, height: number, look: string): Html {
  return html`<rect class="${look}" x="${percent(x)}" y="${digits(y)}" width="${percent(Math.max(0, width))}" height="${digits(height)}"/>`;
}

export function dot(x: number, y: number, radius: number, look: string): Html {
  return html`<circle class="${look}" cx="${percent(x)}" cy="${digits(y)}" r="${digits(radius)}"/>`;
}

/** A line through points: in a frame of its own that is stretched, its stroke is not. */
export function path(points: readonly (readonly [number, number])[], height: number, look: string): Html {
  const list = points.map(([x, y]) => `${digits(x * 10)},${digits(y)}`).join(" ");
  return html`<svg x="0" y="0" width="100%" height="${height}" viewBox="0 0 1000 ${height}" preserveAspectRatio="none"><polyline class="${look}" points="${list}" vector-effect="non-scaling-stroke"/></svg>`;
}

/** Characters of an axis's title that fit a narrow screen on one line. */
const TITLE = 40;

/** An axis's title: on a narrow screen over two lines where it is long. */
function axisTitle(x: number, y: number, text: string): Html[] {
  if (text.length <= TITLE) return [label(x, y, text, "tick")];
  const cut = text.lastIndexOf(" ", TITLE);
  return [
    label(x, y, text, "tick if-wide"),
    label(x, y, text.slice(0, cut), "tick if-narrow"),
    label(x, y + 15, text.slice(cut + 1), "tick if-narrow"),
  ];
}

/** Upright lines with their values below, and what they are; every other value gives way on a narrow screen. */
export function axis(
  scale: Scale,
  where: Across,
  {
    top,
    bottom,
    say,
    title = "",
  }: { readonly top: number; readonly bottom: number; say(value: number): string; readonly title?: string },
): Html[] {
  const isCrowded = scale.ticks.length > 4;
  const ticks = scale.ticks.flatMap((tick, n) => {
    const x = across(scale, tick, where);
    const anchor = x < 4 ? "start" : x > 94 ? "end" : "middle";
    const look = isCrowded && n % 2 === 1 ? "tick minor" : "tick";
    return [
      line(x, top, x, bottom, "grid"),
      label(x, bottom + 16, tick === 0 ? "0" : say(tick), look, anchor),
    ];
  });
  return title === "" ? ticks : [...ticks, ...axisTitle(where.from, bottom + 34, `${title} →`)];
}

export const HUES = 6;

/** The hue of a variant, by its place; its letter says the same. */
export const hueOf = (variant: number): string => `hue-${variant % HUES}`;
