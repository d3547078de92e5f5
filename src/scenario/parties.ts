import type { Path } from "./fault.ts";
import { asList, asTable, asText, field } from "./raw.ts";

/** An actor or a platform, as far as a selector looks at it. */
export interface Party {
  readonly id: string;
  readonly platform: boolean;
  readonly path: Path;
  readonly kind: string;
  readonly members: readonly unknown[];
  readonly jurisdiction: string | undefined;
  readonly public: boolean;
}

export function findParties(raw: unknown): Party[] {
  return (["platforms", "actors"] as const).flatMap((key) =>
    Object.entries(asTable(field(raw, key))).map(([id, each]) => ({
      id,
      platform: key === "platforms",
      path: [key, id],
      kind: asText(field(each, "kind")) ?? (key === "platforms" ? "large-social" : ""),
      members: asList(field(each, "members")),
      jurisdiction: asText(field(each, "jurisdiction")),
      public: field(each, "public") !== false,
    })),
  );
}

/** Whether a selector fits a party, whatever it may host at the moment; `self` and `sender` fit nobody for good. */
export function selects(selector: unknown, party: Party): boolean {
  if (typeof selector === "string") return selector === "everyone";
  const named = asText(field(selector, "actor"));
  if (named !== undefined) return named === party.id;
  const kind = field(selector, "kind");
  const fits = (each: unknown) =>
    each === party.kind || each === "any" || (each === "platform" && party.platform);
  if (kind !== undefined && !(Array.isArray(kind) ? kind.some(fits) : fits(kind))) return false;
  const group = field(selector, "member");
  if (group !== undefined && !party.members.includes(group)) return false;
  const jurisdiction = field(selector, "jurisdiction");
  if (jurisdiction !== undefined && jurisdiction !== party.jurisdiction) return false;
  const isPublic = field(selector, "public");
  if (isPublic !== undefined && isPublic !== party.public) return false;
  return field(selector, "hosting") === undefined || party.platform;
}

export function groupsOf(parties: readonly Party[]): ReadonlySet<string> {
  return new Set(parties.flatMap((party) => party.members.flatMap((each) => asText(each) ?? [])));
}
