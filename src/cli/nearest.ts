/** The name most like a wrong one, when at most a third of its letters differ; empty when none is like enough. */
export function nearestOf(wrong: string, names: readonly string[]): string {
  if (wrong.length > 64) return "";
  const ranked = names
    .map((name) => ({ name, distance: editDistance(wrong, name) }))
    .filter(({ distance }) => distance <= Math.max(1, Math.floor(wrong.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.name ?? "";
}

function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = above[column - 1] + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(above[column] + 1, current[column - 1] + 1, replaced));
    }
    above = current;
  }
  return above[b.length];
}
