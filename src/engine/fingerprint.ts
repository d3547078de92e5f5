import { Digest } from "../model/index.ts";
import { cos, exp, expm1, log, log1p, sin, sqrt } from "./arithmetic.ts";

const POINTS = 512;
/** Steps of a fixed grid: odd, so that the points fall on no round binary fractions. */
const STEP = 0.0195312500731;

/**
 * What the arithmetic of this machine gives on a fixed grid, in 32 hexadecimal digits: every function that draws and
 * kernels are made of, to the last bit, and the order of bytes in a double. Two machines with different fingerprints may
 * give different logs for the same seed.
 */
export function arithmeticFingerprint(): string {
  const digest = new Digest();
  for (let i = 1; i <= POINTS; i++) {
    const x = i * STEP;
    digest.float(log(x));
    digest.float(exp(x));
    digest.float(exp(-x));
    digest.float(log1p(-x / (x + 1)));
    digest.float(expm1(-x));
    digest.float(expm1(x / POINTS));
    digest.float(sin(x));
    digest.float(cos(x));
    digest.float(sqrt(x));
  }
  return digest.hex();
}
