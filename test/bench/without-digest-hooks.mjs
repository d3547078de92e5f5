/** Module hooks: the simulation's facts leave it with an empty `foldFact`; all else is the product's own code. */
export function resolve(specifier, context, next) {
  const isFacts = context.parentURL?.endsWith("/dist/simulation/facts-out.js");
  if (!isFacts || !specifier.endsWith("/model/index.js")) return next(specifier, context);
  return next(new URL("./without-digest-model.mjs", import.meta.url).href, context);
}
