/**
 * Moves whenever the same scenario, variant and seed would give another log. One sentence for each number:
 * 1: the first engine.
 */
export const ENGINE_VERSION = 1;
