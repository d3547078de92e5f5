import { randomBytes } from "node:crypto";

/** Small letters and digits that are not taken for each other; 5 bits each. */
const SIGNS = "abcdefghjkmnpqrstuvwxyz023456789";
const LENGTH = 16;

/** A name that nobody can guess: a letter for what it names, and 80 bits. */
export function newId(letter: string): string {
  return `${letter}-${[...randomBytes(LENGTH)].map((byte) => SIGNS[byte & 31]).join("")}`;
}
