/** What happened, the latest first; of what happened at one instant, what was written down last. */
export const latestFirst = <T extends { readonly at: number }>(lines: readonly T[]): readonly T[] =>
  lines
    .map((line, place) => ({ line, place }))
    .sort((a, b) => b.line.at - a.line.at || b.place - a.place)
    .map(({ line }) => line);
