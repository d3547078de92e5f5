import {
  FIRST_MESSAGES,
  isElapsed,
  isJudged,
  itemName,
  LATER_WAYS,
  LATER_WORDS,
  type LogHeader,
  listCalls,
  MESSAGES,
  MISTAKES,
  type Protocol,
  type Scenario,
  SEVERAL,
} from "../model/index.ts";
import { type CompiledScenario, zonesOf } from "./compile.ts";
import { hasSeveralMechanisms } from "./mechanisms.ts";
import { namesItemsOverAndOver } from "./naming.ts";
import { ENGINE_VERSION } from "./version.ts";

/** Not in force on the incident's date, or struck down, or a model over a real incident: whatever it did there is counterfactual. */
export function isCounterfactual(protocol: Protocol, { startsAt, real }: Scenario["incident"]): boolean {
  const { inForce, model } = protocol;
  const date = startsAt.slice(0, 10);
  if (model === true && real) return true;
  if (inForce === undefined) return false;
  return (
    inForce.struckDown === true ||
    (inForce.from !== undefined && date < inForce.from) ||
    (inForce.to !== undefined && date > inForce.to)
  );
}

/** Fields of actors, platforms and originals that the first engine did not know, where they say something. */
function laterFields({ actors, platforms, originals }: Scenario): readonly string[] {
  const parties = [...Object.values(actors), ...Object.values(platforms)];
  return [
    ...(parties.some(({ desks }) => desks !== undefined) ? ["desks"] : []),
    ...(parties.some(({ contact }) => contact.reachable !== undefined) ? ["reachable"] : []),
    ...(Object.values(originals).some(({ claim }) => claim !== undefined) ? ["claim"] : []),
  ];
}

/** Messages that protocols may send and effects that they may ask for, as far as the first engine did not know them; `mistake` where hashes are made of whatever was found unlawful. */
function laterWords(scenario: Scenario): readonly string[] {
  const { protocols, injects } = scenario;
  const messages: readonly string[] = MESSAGES.slice(FIRST_MESSAGES);
  const words: readonly string[] = LATER_WORDS;
  const used = new Set<string>(laterFields(scenario));
  if (hasSeveralMechanisms(scenario)) used.add(SEVERAL);
  for (const { roles, item, hash } of protocols)
    for (const machine of [...Object.values(roles).map((role) => role.machine), item, hash])
      for (const { kind, name, params } of listCalls(machine)) {
        if (kind !== "effect" && kind !== "guard") continue;
        const message = (params as { readonly message?: unknown } | undefined)?.message;
        if (words.includes(name)) used.add(name);
        if (name === "confirm" && (params as { asFound?: boolean } | undefined)?.asFound === true)
          used.add(MISTAKES);
        if (name === "send" && params !== undefined)
          for (const way of LATER_WAYS) if (Object.hasOwn(params as object, way)) used.add(way);
        if (name === "send" && typeof message === "string" && messages.includes(message)) used.add(message);
      }
  for (const { acts } of Object.values(injects))
    for (const act of acts) if ("send" in act && messages.includes(act.send)) used.add(act.send);
  return [...used].sort();
}

const USUAL_SPEECHES: readonly string[] = ["news", "evidence", "bystander", "satire", "counter-speech"];

/** What measures are only there for when a scenario has it; nothing is said of what it has not. */
function toldOf(scenario: Scenario): Pick<LogHeader, "languages" | "speeches"> {
  const lookalikes = Object.values(scenario.lookalikes);
  const languages = [...new Set(lookalikes.flatMap(({ language }) => language ?? []))].sort();
  const speeches = [...new Set(lookalikes.map(({ speech }) => speech))]
    .filter((speech) => !USUAL_SPEECHES.includes(speech))
    .sort();
  return {
    ...(languages.length > 0 && { languages }),
    ...(speeches.length > 0 && { speeches }),
  };
}

function effortOf({ messagesPerHour, staff }: Scenario["platforms"][string]): object {
  return {
    ...(messagesPerHour !== undefined && { messagesPerHour: messagesPerHour.value }),
    ...(staff !== undefined && {
      staff: { people: staff.people.value, perMessage: staff.perMessage.value },
    }),
  };
}

/** What a log of this replication says of itself. `address` is computed by who plans replications. */
export function headerOf(
  compiled: CompiledScenario,
  {
    seed,
    replication,
    scale = 1,
    address = "",
  }: { seed: number; replication: number; scale?: number; address?: string },
): LogHeader {
  const { scenario } = compiled;
  const words = laterWords(scenario);
  const zones = zonesOf(scenario);
  return {
    format: "golden-hour-log",
    formatVersion: 1,
    engineVersion: ENGINE_VERSION,
    scenario: scenario.id,
    variant: scenario.variant,
    seed,
    replication,
    scale,
    address,
    startsAt: scenario.incident.startsAt,
    real: scenario.incident.real,
    horizon: scenario.horizon,
    marks: compiled.marks.map(({ at }) => at),
    platforms: compiled.platforms.map(({ id, kind, members, public: isPublic, review }) => ({
      id,
      kind,
      title: scenario.platforms[id].title,
      members: [...members],
      public: isPublic,
      lanes: review?.lanes.map((lane) => lane.id) ?? [],
      ...effortOf(scenario.platforms[id]),
    })),
    actors: compiled.actors
      .filter(({ platform }) => platform < 0)
      .map(({ id, kind }) => ({ id, kind, title: scenario.actors[id].title })),
    ...(zones.length > 0 && { calendars: zones }),
    ...(Object.keys(scenario.injects).length > 0 && {
      injects: Object.keys(scenario.injects)
        .sort()
        .map((id) => ({ id, title: scenario.injects[id].title })),
    }),
    originals: compiled.originals.map(({ id, platform, keyHi, keyLo }) => ({
      id,
      platform: compiled.platforms[platform].id,
      item: itemName(keyHi, keyLo),
    })),
    duties: scenario.protocols.flatMap((protocol) =>
      Object.entries(protocol.duties)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([id, duty]) => ({
          id,
          protocol: protocol.id,
          title: duty.title,
          instrument: duty.instrument,
          kind: duty.kind,
          source: duty.source,
          clock: duty.clock,
          within: isElapsed(duty.within) ? duty.within.value : 0,
          ...((duty.form ?? "deadline") === "deadline" ? {} : { form: duty.form }),
          ...(isJudged(duty.within) ? { judged: true as const } : {}),
          ...(duty.waivedBy === undefined ? {} : { waivable: true as const }),
          counterfactual: isCounterfactual(protocol, scenario.incident),
        })),
    ),
    protocols: scenario.protocols.map((protocol) => ({
      id: protocol.id,
      version: protocol.version,
      title: protocol.title,
      binding: protocol.binding,
      reconstructed: protocol.reconstructed,
      counterfactual: isCounterfactual(protocol, scenario.incident),
    })),
    ...(words.length > 0 && { words }),
    hasLookalikes: compiled.lookalikes.length > 0,
    ...toldOf(scenario),
    ...(scale !== 1 && namesItemsOverAndOver(compiled) && { namesItems: true as const }),
    pressureMatters: compiled.platforms.some(
      ({ review }) => review !== undefined && review.wrongful > 0 && review.deadline > 0,
    ),
  };
}
