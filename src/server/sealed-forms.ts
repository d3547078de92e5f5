import { randomInt } from "node:crypto";
import { z } from "zod";
import type { Draft } from "../exercise/index.ts";

/**
 * Forms of the hot wash that were handed in without a name, until the exercise is closed. They lie beside the record, in an
 * order drawn at random, without instant, seat, role or device; who has handed one in is noted apart from them, so that
 * nobody does it twice, and thrown away when the forms are written into the record, all at one instant.
 *
 * What remains: how many there were, so that a single form is nobody's but one's; what people write about themselves; and,
 * until the exercise is closed, whoever reads the server's memory or its file again and again sees a form come.
 */
export interface SealedForms {
  readonly forms: readonly {
    readonly answers: Readonly<Record<string, number>>;
    readonly texts: Readonly<Record<string, string>>;
  }[];
  /** by participant: the name under which they handed it in */
  readonly given: Readonly<Record<string, string>>;
}

const sealedForms: z.ZodType<SealedForms> = z.object({
  forms: z.array(
    z.object({
      answers: z.record(z.string(), z.number()),
      texts: z.record(z.string(), z.string()),
    }),
  ),
  given: z.record(z.string(), z.string()),
});

export const NO_FORMS: SealedForms = { forms: [], given: {} };

/** As they are kept; none where nothing is. */
export function readForms(text: string | undefined): SealedForms {
  return text === undefined || text === "" ? NO_FORMS : sealedForms.parse(JSON.parse(text));
}

export function withForm(
  { forms, given }: SealedForms,
  { data, texts = {} }: Draft,
  by: { readonly participant: string; readonly id: string },
): SealedForms {
  const form = { answers: (data.answers ?? {}) as Readonly<Record<string, number>>, texts };
  const place = randomInt(forms.length + 1);
  return {
    forms: [...forms.slice(0, place), form, ...forms.slice(place)],
    given: { ...given, [by.participant]: by.id },
  };
}

/** When names and texts are deleted: what was ticked stays. */
export function withoutTexts({ forms, given }: SealedForms): SealedForms {
  return { forms: forms.map(({ answers }) => ({ answers, texts: {} })), given };
}

export function holdsTexts({ forms }: SealedForms): boolean {
  return forms.some(({ texts }) => Object.keys(texts).length > 0);
}

/** Entries of the record, once the exercise is closed. */
export function formDrafts({ forms }: SealedForms): readonly Draft[] {
  return forms.map(({ answers, texts }) => ({
    kind: "hot-wash-form",
    by: { role: "system" },
    data: { answers, anonymous: true },
    texts,
  }));
}
