import {
  type Diagnostic,
  FACTOR_NAMES,
  type FactorValue,
  type Limb,
  listCalls,
  PLATFORM_KINDS,
  type Protocol,
  patternsOf,
  type RightsFactor,
  type Selector,
} from "../model/index.ts";
import type { PlaceInProtocol } from "./check.ts";
import { mayOverlap } from "./surroundings.ts";
import { mostAllowed } from "./time-allowed.ts";

/**
 * The rights check: per limb of a law, which factors that a named court weighed are present, and with which decision. It
 * lists; it never says lawful or unlawful.
 */
export interface LimbListed {
  readonly protocol: string;
  readonly limb: string;
  readonly title: Limb["title"];
  readonly decision: Limb["decision"];
  /** milliseconds that the limb allows; absent where it is no fixed time */
  readonly within?: number;
  readonly factors: readonly FactorListed[];
}

export interface FactorListed extends FactorValue {
  readonly factor: RightsFactor;
  /** what the protocol itself shows, where it can be asked */
  readonly computed?: string;
}

/** Every limb of a protocol, its factors in the order in which courts are read. */
export function listRights(protocol: Protocol): LimbListed[] {
  return Object.entries(protocol.rights ?? {}).map(([id, limb]) => {
    const within = allowedBy(protocol, limb.duty);
    return {
      protocol: protocol.id,
      limb: id,
      title: limb.title,
      decision: limb.decision,
      ...(Number.isFinite(within) && { within }),
      factors: FACTOR_NAMES.flatMap((factor): FactorListed[] => {
        const value = limb.factors[factor];
        if (value === undefined) return [];
        const computed = computeFactor(factor, limb, protocol);
        return [{ factor, ...value, ...(computed !== undefined && { computed }) }];
      }),
    };
  });
}

/** Factors that the protocol itself shows to be otherwise than declared, and names that lead nowhere. */
export function checkRights(protocol: Protocol, place: PlaceInProtocol): Diagnostic[] {
  const tell = (code: string, path: readonly string[], details: Diagnostic["details"]): Diagnostic => ({
    code,
    severity: "error",
    path: path.join("."),
    details,
    ...place(protocol.id, path),
  });
  const unknown = Object.entries(protocol.rights ?? {}).flatMap(([id, { duty, asks }]) => {
    const named: [string, string | undefined, Readonly<Record<string, unknown>>][] = [
      ["duty", duty, protocol.duties],
      ["asks.decider", asks?.decider, protocol.roles],
      ["asks.ruling", asks?.ruling, protocol.duties],
    ];
    return named.flatMap(([key, name, among]) =>
      name === undefined || Object.hasOwn(among, name)
        ? []
        : [tell("verification/rights_name", ["rights", id, ...key.split(".")], { found: name })],
    );
  });
  const otherwise = listRights(protocol).flatMap(({ limb, factors }) =>
    factors.flatMap(({ factor, is, computed }) =>
      computed === undefined || computed === is
        ? []
        : [
            tell("verification/rights_otherwise", ["rights", limb, "factors", factor], {
              factor,
              declared: is,
              computed,
            }),
          ],
    ),
  );
  return [...unknown, ...otherwise];
}

function allowedBy(protocol: Protocol, duty: string): number {
  return Object.hasOwn(protocol.duties, duty)
    ? mostAllowed(protocol.duties[duty], [protocol])
    : Number.POSITIVE_INFINITY;
}

/** What the protocol shows of a factor; undefined where it cannot be asked. */
function computeFactor(factor: RightsFactor, { duty, asks }: Limb, protocol: Protocol): string | undefined {
  switch (factor) {
    case "decider":
      return asks?.decider === undefined ? undefined : deciderOf(protocol.roles[asks.decider]?.for);
    case "judge": {
      // The deadline against the time within which a court must rule: without such a time nobody rules in time.
      if (asks?.ruling === undefined) return rulesAnywhere(protocol) ? undefined : "not-in-time";
      return allowedBy(protocol, asks.ruling) <= allowedBy(protocol, duty) ? "before-deadline" : "soon-after";
    }
    case "appeal": {
      if (asks?.appeal === undefined) return undefined;
      // An appeal is suspensive where it holds the clock.
      const held = patternsOf(protocol.duties[duty]?.suspendedBy).some(({ what }) => what === asks.appeal);
      return held ? "suspensive" : "not-suspensive";
    }
    case "independent":
      return asks?.independent === undefined
        ? undefined
        : isTold(protocol, asks.independent)
          ? "informed"
          : "not-informed";
    default:
      return undefined;
  }
}

const DECIDERS: readonly (readonly [string, string])[] = [
  ["court", "court"],
  ["competent-authority", "administration"],
  ["referral-unit", "administration"],
  ["regulator", "administration"],
];

function deciderOf(who: Selector | undefined): string | undefined {
  if (typeof who !== "object" || !("kind" in who)) return undefined;
  const kinds: readonly string[] = typeof who.kind === "string" ? [who.kind] : who.kind;
  if (kinds.every((kind) => kind === "platform" || (PLATFORM_KINDS as readonly string[]).includes(kind)))
    return "operator";
  return DECIDERS.find(([kind]) => kinds.includes(kind))?.[1];
}

/** Whether some role is for courts: then a protocol should name the time that it has to rule. */
function rulesAnywhere({ roles }: Protocol): boolean {
  return Object.values(roles).some(({ for: who }) => deciderOf(who) === "court");
}

function isTold({ roles }: Protocol, kind: string): boolean {
  return Object.values(roles).some(({ machine }) =>
    listCalls(machine).some(({ name, params }) => {
      const to = (params as { readonly to?: Selector } | undefined)?.to;
      return name === "send" && typeof to === "object" && "kind" in to && mayOverlap(to, { kind });
    }),
  );
}
