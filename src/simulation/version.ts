/**
 * Moves whenever the same scenario, variant and seed would give another log. One sentence for each number:
 * 1: the first engine.
 * 2: a digest takes in more measures: the originals' streams, recordings and views, what was removed by each mark, and at
 *    what age; children are drawn one after the other along the expected number of them, two siblings to a block of draws.
 */
export const ENGINE_VERSION = 2;
