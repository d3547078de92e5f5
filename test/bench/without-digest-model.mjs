export * from "../../dist/model/index.js";

/** Folds nothing. */
export function foldFact() {}
