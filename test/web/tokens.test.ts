import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** The page's colours, both themes from the same tokens. */
const CSS = readFileSync(join(import.meta.dirname, "../../web/src/styles.css"), "utf8");

const TOKENS: ReadonlyMap<string, readonly [string, string]> = new Map(
  [...CSS.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name, [light, dark]],
  ),
);

/** Relative luminance as WCAG 2 defines it. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const THEMES = ["light", "dark"] as const;
const of = (token: string, theme: number): string => TOKENS.get(token)?.[theme] ?? "";

test.each(THEMES.map((theme, n) => [theme, n] as const))(
  "texts stand out from their ground: %s",
  (_, theme) => {
    for (const text of ["ink", "quiet", "accent", "good", "late", "soon", "open"])
      for (const ground of ["ground", "raised", "sunk"])
        expect(contrast(of(text, theme), of(ground, theme)), `${text} on ${ground}`).toBeGreaterThanOrEqual(
          4.5,
        );
    expect(contrast(of("on-accent", theme), of("accent", theme))).toBeGreaterThanOrEqual(4.5);
  },
);

test.each(THEMES.map((theme, n) => [theme, n] as const))(
  "what says how a duty stands does so at 7 to 1: %s",
  (_, theme) => {
    for (const mood of ["good", "late", "soon", "open"])
      expect(contrast(of(mood, theme), of("ground", theme))).toBeGreaterThanOrEqual(7);
  },
);

test.each(THEMES.map((theme, n) => [theme, n] as const))(
  "hues and edges of controls are seen: %s",
  (_, theme) => {
    const hues = [...TOKENS.keys()].filter((name) => name.startsWith("hue-"));
    expect(hues).toHaveLength(6);
    for (const hue of [...hues, "platforms", "authorities", "bodies", "ngos", "outside"])
      expect(contrast(of(hue, theme), of("ground", theme))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(of("edge", theme), of("ground", theme))).toBeGreaterThanOrEqual(3);
  },
);
