const LONGEST = 64;

/**
 * The name among `names` that is most like `wrong`, if any is like enough: at most a third of its characters (and at
 * least one) differ. Names above 64 characters get no hint.
 */
export function findNearest(wrong: string, names: Iterable<string>): string | undefined {
  if (wrong.length === 0 || wrong.length > LONGEST) return undefined;
  const target = wrong.toLowerCase();
  const limit = Math.max(1, Math.floor(target.length / 3));
  let best: string | undefined;
  let least = limit + 1;
  for (const name of names) {
    if (name.length > LONGEST || Math.abs(name.length - target.length) >= least) continue;
    const distance = editDistance(target, name.toLowerCase(), least);
    if (distance < least) {
      least = distance;
      best = name;
    }
    if (least === 0) break;
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours; gives up at `bound`. */
function editDistance(a: string, b: string, bound: number): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(above[column] + 1, current[column - 1] + 1, above[column - 1] + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, before[column - 2] + 1);
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least >= bound) return bound;
    before = above;
    above = current;
  }
  return above[b.length];
}
