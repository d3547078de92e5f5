import { useMemo } from "react";
import { MESSAGES, rowIdOf, type StateDefinition, textOfState } from "../../../src/model/index.ts";
import { sayKind, sayMessage } from "../../../src/words/index.ts";
import { inOrder } from "../components/actor-kind.tsx";
import { type Place, usePlace } from "./place.tsx";
import type { RawRow } from "./raw-row.ts";

/** What the forms of a row offer: the parties, decisions, states and rows of this scenario, each under its name. */

export type Options = readonly (readonly [value: string, text: string])[];

export interface Offered {
  readonly parties: Options;
  readonly platforms: Options;
  readonly kinds: Options;
  readonly groups: Options;
  readonly jurisdictions: Options;
  readonly originals: Options;
  readonly messages: Options;
  readonly decisions: Options;
  readonly duties: Options;
  readonly roles: Options;
  readonly rows: Options;
  /** choices of a decision, or of all where none is named */
  optionsOf(decision: string | undefined): Options;
  /** parts in the protocol that somebody plays, by their bare names */
  rolesOf(actor: string): Options;
  /** states of what somebody plays, of one part or of all; of a part under its full name where no actor is given */
  statesOf(actor: string | undefined, role: string | undefined): Options;
}

const once = (options: Options): Options => [...new Map(options)];
const byName = (options: Options): Options => [...once(options)].sort((a, b) => a[1].localeCompare(b[1]));

type States = Readonly<Record<string, StateDefinition>>;

/** Names of all states of a machine however deep, with the keys that lead there. */
function statesIn(states: States | undefined, above: readonly string[] = []): (readonly string[])[] {
  return Object.entries(states ?? {}).flatMap(([name, state]) => {
    const keys = [...above, name];
    return [keys, ...statesIn(state.states as States | undefined, keys)];
  });
}

const plain = (ids: readonly string[]): Options => ids.map((each) => [each, each]);

function offeredIn({ stage, names, protocols, language }: Place, rows: readonly RawRow[]): Offered {
  const parties = inOrder(stage.parties ?? []);
  const cast = stage.cast ?? { platforms: [], originals: [], groups: [], jurisdictions: [], roles: [] };
  const definitions = protocols.map(({ protocol }) => protocol);
  const called = (ids: readonly string[]): Options => ids.map((each) => [each, names.who(each)]);
  const decisions = definitions.flatMap((each) => Object.entries(each.decisions));
  const full = (table: "duties" | "roles") =>
    definitions.flatMap((each) => Object.keys(each[table]).map((name) => `${each.id}/${name}`));
  const statesOfRole = (protocol: string, role: string): Options => {
    const of = definitions.find(({ id }) => id === protocol);
    const states = of?.roles[role]?.machine.states as States | undefined;
    return statesIn(states).map((keys) => {
      const name = keys[keys.length - 1];
      const text = of === undefined ? undefined : textOfState(of, role, keys);
      return [name, text?.[language] ?? name];
    });
  };
  const planned: Options = [
    ...Object.keys(stage.injects ?? {}).map((id) => [id, names.inject(id)] as const),
    ...rows.map(
      (row) => [rowIdOf(String(row.number ?? "")), `${row.number} ${titleOf(row, language)}`] as const,
    ),
  ];
  return {
    parties: parties.map(({ id }) => [id, names.who(id)]),
    platforms: called(parties.flatMap(({ id }) => (cast.platforms.includes(id) ? [id] : []))),
    kinds: once(parties.map(({ kind }) => [kind, sayKind(kind, language)])),
    groups: plain(cast.groups),
    jurisdictions: plain(cast.jurisdictions),
    originals: plain(cast.originals),
    messages: byName(MESSAGES.map((each) => [each, sayMessage(each, language)])),
    decisions: byName(decisions.map(([id]) => [id, names.decision(id)])),
    duties: byName(full("duties").map((each) => [each, names.duty(each)])),
    roles: byName(full("roles").map((each) => [each, names.role(each)])),
    rows: once(planned),
    optionsOf: (decision) =>
      byName(
        decisions.flatMap(([id, { options }]) =>
          decision === undefined || id === decision
            ? Object.keys(options).map((option) => [option, names.option(id, option)] as const)
            : [],
        ),
      ),
    rolesOf: (actor) =>
      byName(
        cast.roles.flatMap((each) =>
          each.actor === actor ? [[each.role, names.role(`${each.protocol}/${each.role}`)] as const] : [],
        ),
      ),
    statesOf: (actor, role) => {
      if (actor === undefined) {
        const slash = (role ?? "").lastIndexOf("/");
        return once(statesOfRole((role ?? "").slice(0, Math.max(slash, 0)), (role ?? "").slice(slash + 1)));
      }
      return once(
        cast.roles.flatMap((each) =>
          each.actor === actor && (role === undefined || each.role === role)
            ? statesOfRole(each.protocol, each.role)
            : [],
        ),
      );
    },
  };
}

function titleOf({ title }: RawRow, language: "en" | "fr"): string {
  return typeof title === "string"
    ? title
    : String((title as { en?: string; fr?: string })?.[language] ?? "");
}

export function useOffered(rows: readonly RawRow[]): Offered {
  const place = usePlace();
  const { stage, names, protocols, language } = place;
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the place only these are looked at
  return useMemo(() => offeredIn(place, rows), [stage, names, protocols, language, rows]);
}
