/** A word as it is compared: small letters, no accents, one sign for each kind of apostrophe and hyphen. */
export const plainWord = (word: string): string =>
  word
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[’‘ʼ`]/g, "'")
    .replaceAll(/[‐‑‒–—]/g, "-")
    .replaceAll("œ", "oe");

/** A heading or a value of a list as it is compared: letters, digits and single spaces. */
export const plainText = (text: string): string =>
  plainWord(text)
    .replaceAll("(s)", "s")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
