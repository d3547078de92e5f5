/**
 * Moves whenever the same scenario, variant and seed would give another log. One sentence for each number:
 * 1: the first engine.
 * 2: a digest takes in more measures: the originals' streams, recordings and views, what was removed by each mark, and at
 *    what age; children are drawn one after the other along the expected number of them, two siblings to a block of draws.
 * 3: whether and when the first child comes on a platform is a word of its own out of the parent's block, not a key; the draws
 *    of further children hang on what the keys of siblings have in common; logarithms have another last bit.
 */
export const ENGINE_VERSION = 3;
