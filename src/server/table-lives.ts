import {
  closeForGood,
  type Door,
  type Entry,
  keptUntil,
  openDoor,
  type TablePhase,
  writeRecord,
} from "../exercise/index.ts";
import type { Store, StoredExercise } from "../store/index.ts";
import { HttpProblem } from "./problem.ts";
import { holdsTexts, readForms } from "./sealed-forms.ts";
import type { TableHost } from "./table-host.ts";

/**
 * How long an exercise lives: one that is left alone ends by itself, one that is over keeps names and typed texts for as
 * long as it was said, and one that is deleted leaves nothing but a receipt with whoever asked. What in: when somebody was
 * here last, and the calendar. It never ends one in which people sit.
 */

/**
 * How long nobody may be there before an exercise ends by itself, in days, and how many may live at a time.
 *
 * Assumed, for no rule names them. Planned: exercises are planned weeks ahead and put off once (30 to 365 days). Begun: one
 * that goes on after a weekend and a holiday is to be found as it was left (2 to 30 days). Those that are over count for
 * nothing in `most` (50 to 1,000: each one that is played holds a thread).
 */
export interface LifeSettings {
  readonly plannedDays: number;
  readonly begunDays: number;
  readonly most: number;
}

export const USUAL_LIVES: LifeSettings = { plannedDays: 90, begunDays: 7, most: 200 };

const DAY_MS = 86_400_000;
/** How often it is looked whose time is over, milliseconds of the wall. */
const LOOK_MS = 60_000;
/** A server that has just started gives everybody time to come back, milliseconds. */
const GRACE_MS = 3_600_000;
/** How exactly it is kept when somebody was here last, milliseconds. */
const SEEN_MS = 3_600_000;
/** One that is over and that nobody looks at goes from memory after so long, milliseconds. */
const REST_MS = 600_000;

/** Where it is kept that a door is shut: who guesses does not wait for the server to start again. */
export const DOOR = "door";
export const SHUT = "shut";
const SEEN = "seen";

/** An exercise as the server has it at hand. */
export interface Kept {
  stored: StoredExercise;
  door: Door;
  host: Promise<TableHost> | undefined;
  /** as it stands, for those who must know at once */
  standing: TableHost | undefined;
  /** where it stands while it has no table at hand */
  phase: TablePhase;
  /** between STARTEX and ENDEX */
  isLive: boolean;
  /** instant of ENDEX, or at which it was cancelled, milliseconds since 1970 */
  endedAt: number | undefined;
  /** when anybody with a place in it was here last, as far as it is known, and what of that is written down */
  seenAt: number;
  seenKept: number;
}

/** Entries that end it: from then on retention is counted, and it lives no more. */
const ENDS: ReadonlySet<string> = new Set(["ended", "cancelled"]);
/** The phase that begins with an entry. */
const PHASES: Readonly<Record<string, TablePhase>> = {
  started: "running",
  ended: "ended",
  "hot-wash-begun": "hot-wash",
  closed: "closed",
  cancelled: "closed",
};

/** One that is written down. */
export function keptOf(stored: StoredExercise, store: Store): Kept {
  const { id, code, createdAt } = stored;
  const entries = store.entries(id).map(({ text }) => (JSON.parse(text) as { readonly entry: Entry }).entry);
  const end = entries.find(({ kind }) => ENDS.has(kind));
  const door = { ...openDoor(code), isShut: store.document("exercise", id, DOOR) === SHUT };
  const phase = entries.map(({ kind }) => PHASES[kind]).findLast((each) => each !== undefined) ?? "planned";
  const signs = [createdAt, entries.at(-1)?.real, store.document("exercise", id, SEEN)];
  const seenAt = Math.max(...signs.flatMap((each) => (each === undefined ? [] : [Date.parse(each)])));
  return {
    stored,
    door: end === undefined ? door : closeForGood(door),
    host: undefined,
    standing: undefined,
    phase,
    isLive: phase === "running",
    endedAt: end === undefined ? undefined : Date.parse(end.real),
    seenAt,
    seenKept: seenAt,
  };
}

export interface LivesParts {
  readonly kept: Map<string, Kept>;
  readonly store: Store;
  readonly clock: { readonly now: () => number; readonly today: () => string };
  readonly log: (what: string, details?: Readonly<Record<string, unknown>>) => void;
  readonly settings: LifeSettings;
  readonly host: (id: string) => Promise<TableHost>;
  /** days after its end for which names and typed texts are kept */
  readonly retentionOf: (stored: StoredExercise) => number;
}

export class TableLives {
  private readonly parts: LivesParts;
  /** how many pages of each participant follow an exercise now */
  private readonly connected = new Map<string, Map<string, number>>();
  private lookedAt = Number.NEGATIVE_INFINITY;
  private isLooking = false;
  private readonly since: number;

  constructor(parts: LivesParts) {
    this.parts = parts;
    this.since = this.today();
  }

  private today(): number {
    return Date.parse(this.parts.clock.today());
  }

  // ---- who is there

  /** Somebody's page follows an exercise now, or does no longer. */
  follows(id: string, participant: string, by: 1 | -1): void {
    const here = this.connected.get(id) ?? new Map<string, number>();
    this.connected.set(id, here);
    here.set(participant, (here.get(participant) ?? 0) + by);
    this.saw(id);
  }

  isConnected(id: string, participant: string): boolean {
    return (this.connected.get(id)?.get(participant) ?? 0) > 0;
  }

  /** Whether anybody's page follows it, one participant left out of account. */
  private isAnybodyThere(id: string, but?: string): boolean {
    return [...(this.connected.get(id) ?? [])].some(([each, pages]) => pages > 0 && each !== but);
  }

  /** Somebody who has a place in it asked for something. */
  saw(id: string): void {
    const kept = this.parts.kept.get(id);
    if (kept !== undefined) kept.seenAt = Math.max(kept.seenAt, this.today());
  }

  // ---- how many there may be

  /** Refused where as many live as may: what to do stands in the refusal. */
  demandRoom(): void {
    const { kept, settings } = this.parts;
    const living = [...kept.values()].filter(({ endedAt }) => endedAt === undefined).length;
    if (living >= settings.most) throw new HttpProblem("exercise/too_many", { limit: String(settings.most) });
  }

  // ---- what ends by itself

  /** To be called often: looks once a minute whose time is over. */
  tick(): void {
    const { clock, log } = this.parts;
    const wall = clock.now();
    if (this.isLooking || wall - this.lookedAt < LOOK_MS) return;
    this.lookedAt = wall;
    this.isLooking = true;
    this.look()
      .catch((error: unknown) => log("retention", { error }))
      .finally(() => {
        this.isLooking = false;
      });
  }

  private async look(): Promise<void> {
    for (const [id, kept] of this.parts.kept) {
      if (this.isAnybodyThere(id)) this.saw(id);
      this.keepSeen(id, kept);
      if (kept.endedAt === undefined) await this.endIfAlone(id, kept);
      else {
        await this.forgetIfOld(id, kept);
        await this.rest(id, kept);
      }
    }
  }

  private keepSeen(id: string, kept: Kept): void {
    if (kept.seenAt - kept.seenKept < SEEN_MS) return;
    kept.seenKept = kept.seenAt;
    this.parts.store.putDocument("exercise", id, SEEN, new Date(kept.seenAt).toISOString());
  }

  /** Whether nobody has been there for as long as is waited for one that was begun, or was not. */
  private isAlone(id: string, { isLive, seenAt }: Kept): boolean {
    const { begunDays, plannedDays } = this.parts.settings;
    const today = this.today();
    const waited = (isLive ? begunDays : plannedDays) * DAY_MS;
    return !this.isAnybodyThere(id) && today - seenAt >= waited && today - this.since >= GRACE_MS;
  }

  private async endIfAlone(id: string, kept: Kept): Promise<void> {
    if (!this.isAlone(id, kept)) return;
    const { host: hostOf, log } = this.parts;
    try {
      const host = await hostOf(id);
      // Whoever came meanwhile is asked for once more when the turn has come.
      if (await host.giveUp(() => this.isAlone(id, kept))) this.isOver(kept);
    } catch (error) {
      log("exercise", { exercise: id, error });
    }
  }

  /** ENDEX was given, or the exercise was cancelled. */
  isOver(kept: Kept): void {
    kept.isLive = false;
    kept.endedAt ??= this.today();
    kept.door = closeForGood(kept.door);
  }

  /** Names and texts of exercises whose time of retention is over are deleted for good. */
  private async forgetIfOld(id: string, { stored, endedAt = 0 }: Kept): Promise<void> {
    const { store, host, retentionOf } = this.parts;
    if (this.today() < keptUntil(endedAt, retentionOf(stored))) return;
    const hasWords =
      store.texts(id).length > 0 || holdsTexts(readForms(store.document("exercise", id, "forms")));
    if (hasWords) await (await host(id)).deleteTexts({ role: "system" });
  }

  /** What is over and looked at by nobody needs no thread: it is taken up again when somebody asks. */
  private async rest(id: string, kept: Kept): Promise<void> {
    const { standing, seenAt } = kept;
    if (standing === undefined || this.isAnybodyThere(id) || this.today() - seenAt < REST_MS) return;
    kept.phase = standing.session.phase;
    kept.standing = undefined;
    kept.host = undefined;
    await standing.close();
  }

  // ---- what is deleted

  /**
   * Deletes an exercise with all that belongs to it: one that is over, or one that is planned and in which nobody but `by`
   * sits, which is cancelled first. Names and typed texts go first and for good, with a receipt; answers with that and with
   * what is left of the record, in which the receipt's entry stands, and whose chain verifies.
   */
  async remove(id: string, kept: Kept, by?: string) {
    const { kept: all, store, host: hostOf } = this.parts;
    if (kept.isLive) throw new HttpProblem("exercise/not_over");
    const isFree = () => !kept.isLive && !this.isAnybodyThere(id, by);
    if (kept.endedAt === undefined && !isFree()) throw new HttpProblem("exercise/people_sit");
    const host = await hostOf(id);
    if (kept.endedAt === undefined) {
      if (!(await host.giveUp((stretch) => stretch === "before" && isFree())))
        throw new HttpProblem("exercise/people_sit");
      this.isOver(kept);
    }
    // From here on nobody finds it, and nothing takes it up again.
    all.delete(id);
    kept.standing = undefined;
    try {
      const author =
        by === undefined ? ({ role: "system" } as const) : ({ role: "director", participant: by } as const);
      const { deleted, ...receipt } = await host.deleteTexts(author);
      const record = writeRecord(host.written);
      store.remove("exercise", id);
      this.connected.delete(id);
      return { ...receipt, deleted: [...deleted], record };
    } catch (error) {
      kept.host = undefined;
      all.set(id, kept);
      throw error;
    } finally {
      await host.close();
    }
  }
}
