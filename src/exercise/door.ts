/**
 * The way in: a short code leads to the waiting room and no further. Wrong tries are counted all together, whoever makes
 * them: a room full of people shares one address, and who guesses has many.
 */

/** 32 characters that are not mistaken for one another when they are read aloud or from a screen. */
export const CODE_CHARACTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
export const CODE_LENGTH = 8;

/** Wrong tries within this time, milliseconds of the outside world, and how many are one too many. */
const WINDOW = 60_000;
const MOST_WRONG = 10;

/** A code from bytes that were drawn at random, one for each character. @throws RangeError for too few */
export function codeFrom(bytes: Uint8Array): string {
  if (bytes.length < CODE_LENGTH) throw new RangeError(`exercise/code_bytes: ${bytes.length}`);
  return Array.from(
    bytes.subarray(0, CODE_LENGTH),
    (byte) => CODE_CHARACTERS[byte % CODE_CHARACTERS.length],
  ).join("");
}

/** What somebody typed, as codes are written: capitals, without spaces and hyphens; O and I are what they look like nowhere. */
export function codeTyped(text: string): string {
  return text.toUpperCase().replaceAll(/[\s-]/g, "");
}

export interface Door {
  readonly code: string;
  /** instants of wrong tries, the latest last; no more than matter */
  readonly wrong: readonly number[];
  /** from then on only the director admits, until the code is made anew */
  readonly isShut: boolean;
  /** dead from ENDEX on */
  readonly isDead: boolean;
}

export function openDoor(code: string): Door {
  return { code, wrong: [], isShut: false, isDead: false };
}

export type Knock = "waiting-room" | "wrong" | "shut" | "dead";

/** Somebody tries a code at an instant of the outside world, milliseconds. */
export function knock(
  door: Door,
  typed: string,
  now: number,
): { readonly door: Door; readonly answer: Knock } {
  if (door.isDead) return { door, answer: "dead" };
  if (door.isShut) return { door, answer: "shut" };
  if (codeTyped(typed) === door.code) return { door, answer: "waiting-room" };
  const wrong = [...door.wrong.filter((at) => at > now - WINDOW), now];
  const isShut = wrong.length >= MOST_WRONG;
  return { door: { ...door, wrong, isShut }, answer: isShut ? "shut" : "wrong" };
}

/** The director opens it again, with another code. */
export function reopen(door: Door, code: string): Door {
  return door.isDead ? door : openDoor(code);
}

export function closeForGood(door: Door): Door {
  return { ...door, isDead: true };
}
