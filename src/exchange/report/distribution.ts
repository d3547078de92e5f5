import {
  type DistributionLine,
  type MeasureShape,
  PICTURE_WORDS,
  sayDistributions,
  sayEnd,
  sayKernel,
  sayUnit,
  type Teller,
} from "../../words/index.ts";
import type { Html } from "./html.ts";
import { type Scale, scaleFor } from "./scale.ts";
import { type Across, across, axis, box, dot, hueOf, label, line, picture } from "./svg.ts";

/** How single replications of one measure spread: a strip for each variant under each kernel, on one axis. */

const ROW = 56;
/** Characters of a variant's name on the least of the screens that are not narrow; the letter and the key say the rest. */
const NAME = 52;

const shorten = (name: string): string =>
  name.length <= NAME ? name : `${name.slice(0, name.lastIndexOf(" ", NAME))} …`;

interface Strips {
  readonly teller: Teller;
  readonly scale: Scale;
  readonly where: Across;
  readonly letters: ReadonlyMap<string, number>;
}

export function distributionPicture(
  teller: Teller,
  measure: string,
  shape: MeasureShape,
  id: string,
): Html | undefined {
  const { page, language } = teller;
  const lines = page.distributions.filter((each) => each.measure === measure && each.n + each.open > 0);
  const values = lines.flatMap(({ quantiles }) => quantiles.filter((value) => value !== null));
  if (values.length === 0) return undefined;
  // Room at the right edge for what has not come.
  const where: Across = { from: 1, to: lines.some(({ open }) => open > 0) ? 94 : 98 };
  const scale = scaleFor(values, shape);
  const letters = new Map(page.variants.map(({ name }, place) => [name, place]));
  const strips: Strips = { teller, scale, where, letters };
  const bottom = lines.length * ROW + 8;
  const unit = sayUnit(shape.unit, language);
  const name = teller.measure(measure, page.baseline);
  const title = unit === "" ? name : `${name} (${unit})`;
  return picture({
    id,
    title: name,
    description: page.kernels.map((kernel) => sayDistributions(teller, measure, kernel)).join(" "),
    height: bottom + 40,
    inside: [
      ...axis(scale, where, { top: 4, bottom, say: (value) => sayEnd(value, shape, language), title }),
      ...lines.flatMap((each, row) => strip(each, row * ROW, strips)),
    ],
  });
}

function strip(
  { variant, kernel, quantiles, open, n }: DistributionLine,
  top: number,
  { teller, scale, where, letters }: Strips,
): Html[] {
  const { language, name, page } = teller;
  const number = letters.get(variant) ?? 0;
  const hue = hueOf(number);
  const at = (share: number): number | undefined => {
    const value = quantiles[Math.round(share * (quantiles.length - 1))];
    return value === null ? undefined : across(scale, value, where);
  };
  const edge = where.to + 1;
  const [low, first, middle, third, high] = [0.05, 0.25, 0.5, 0.75, 0.95].map((share) => at(share) ?? edge);
  const y = top + 36;
  const how = page.kernels.length > 1 ? ` · ${sayKernel(kernel, language)}` : "";
  const pieces = [
    label(1, top + 20, `${teller.letter(variant)}${how}`, "name if-narrow"),
    label(1, top + 20, `${teller.letter(variant)} · ${shorten(name(variant))}${how}`, "name if-wide"),
    line(low, y, high, y, `${hue} whisker`),
    box(first, y - 8, third - first, 16, `${hue} box`),
    ...quantiles.flatMap((value) =>
      value === null ? [] : [dot(across(scale, value, where), y + 13, 1.5, `${hue} filled`)],
    ),
  ];
  if (at(0.5) !== undefined) pieces.push(line(middle, y - 10, middle, y + 10, `${hue} median`));
  if (open > 0) {
    pieces.push(
      line(edge, y - 10, edge, y + 10, `${hue} open`),
      label(edge, y + 5, "→", "tick", "start", 5),
      label(99, top + 20, `${open}/${n + open} ${PICTURE_WORDS.open[language]}`, "tick", "end"),
    );
  }
  return pieces;
}
