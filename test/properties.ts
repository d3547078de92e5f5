/**
 * Read before each test file: properties are tried on the same examples in every run of `npm test`, so that a run that
 * fails fails again. The soak tries them on others: PROPERTY_SEED, a whole number.
 */
import * as fc from "fast-check";

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.PROPERTY_SEED ?? 1) });
