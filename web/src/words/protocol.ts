import type { Texts } from "./say.ts";

export const PROTOCOL = {
  sentences: { en: "In plain sentences", fr: "En phrases simples" },
} as const satisfies Texts;
