import { describe, expect, test } from "vitest";
import {
  accountOf,
  deleteTexts,
  EMPTY_SEAT,
  faultOf,
  foldSeat,
  movesOfRecord,
  Stage,
} from "../../src/exercise/index.ts";
import {
  FREE,
  HOLD,
  NAME,
  NEW_NOTE,
  OLD_NOTE,
  playEveningWatch,
  REASONS,
  SKIP,
} from "../builders/evening-watch.ts";
import { sha256 } from "../builders/exercise.ts";

const played = playEveningWatch();
const account = accountOf(played.source);
const MINUTE = 60_000;

describe("the run of an exercise, told again from its record", () => {
  test("has the moves that the commands gave", () => {
    const { opening, moves } = movesOfRecord(played.file, played.scenario, played.record.entries);
    expect(opening).toEqual(played.opening);
    expect(moves.map(({ at, move }) => ({ at, move }))).toEqual(played.moves);
  });

  test("has the facts and the digest of the table", () => {
    expect(account.facts).toEqual(played.facts);
    expect(account.played.digest).toBe(played.digest);
    expect(account.played.digest).toMatch(/^[0-9a-f]{32}$/);
  });

  test("beside it the model plays alone, under the same seed and to the same instant", () => {
    const { seed, scenario, file, address } = played;
    const stage = new Stage(scenario, { seed, replication: 0, scale: file.scale, address });
    expect(account.alone?.digest).toBe(stage.apply({ kind: "end" }, account.at).digest);
    expect(account.alone?.digest).not.toBe(account.played.digest);
    const ids = (run: typeof account.played) => run.measures.map(({ id, platform }) => [id, platform]);
    expect(account.alone && ids(account.alone)).toEqual(ids(account.played));
  });
});

describe("decisions", () => {
  test("each stands there with option, reason and who decided; what ran out says so", () => {
    const decided = account.decisions.filter(({ how }) => how === "person");
    expect(decided.map(({ entry }) => entry?.texts.reason)).toEqual(Object.values(REASONS));
    for (const { decision, option, openedAt, dueAt, at, seat } of decided) {
      expect(decision).toBeDefined();
      expect(option).toBeDefined();
      expect(seat).toBeDefined();
      expect(openedAt).toBeLessThanOrEqual(at);
      expect(dueAt).toBeGreaterThanOrEqual(at);
    }
    const lapsed = account.decisions.filter(({ how }) => how === "lapsed");
    expect(lapsed.length).toBeGreaterThan(0);
    for (const { option } of lapsed) expect(option).toBeDefined();
  });

  test("what the seat could see is the fold of its own view up to then, without what came of the decision", () => {
    for (const { saw, actor, at, decision, how } of account.decisions) {
      const updates = played.learnt.get(actor);
      if (saw === undefined || updates === undefined) throw new Error(`no view of ${actor}`);
      const before = updates.filter((update) => update.at < at).reduce(foldSeat, EMPTY_SEAT);
      const after = updates.filter((update) => update.at <= at).reduce(foldSeat, EMPTY_SEAT);
      expect(saw.newsTotal).toBeGreaterThanOrEqual(before.inbox.length);
      expect(saw.newsTotal).toBeLessThanOrEqual(after.inbox.length);
      for (const news of saw.news) expect(news.at).toBeLessThanOrEqual(at);
      // The decision itself is told by itself; it was open until then.
      expect([how, decision, before.open.some((open) => open.decision === decision)]).toEqual([
        how,
        decision,
        true,
      ]);
    }
  });

  test("words that reached the seat stand beside what it saw: typed messages, rows and improvised news", () => {
    const host = account.decisions.find(({ entry }) => entry?.texts.reason === REASONS.order);
    expect(host?.saw?.news).toContainEqual(
      expect.objectContaining({
        kind: "message",
        from: "interior-ministry",
        text: "Expect an order from us.",
      }),
    );
    const late = account.decisions.findLast(({ actor }) => actor === "interior-ministry");
    expect(late?.saw?.news).toContainEqual(expect.objectContaining({ title: "A tip by telephone" }));
    expect(late?.saw?.news).toContainEqual(
      expect.objectContaining({ title: { en: "A call from the press", fr: "A call from the press (fr)" } }),
    );
    // What others were told is not in it.
    expect(JSON.stringify(late?.saw)).not.toContain("Nobody picks up");
  });
});

describe("what control did", () => {
  test("rows: sent, held and skipped, each with its reason; what was improvised and ruled beside them", () => {
    const row = (number: string) => account.rows.find((each) => each.number === number);
    expect(row("1.01")).toMatchObject({ end: "sent", sentAt: [10 * MINUTE], plannedAt: 10 * MINUTE });
    expect(row("1.02")?.end).toBe("held");
    expect(row("1.02")?.handled.map(({ texts }) => texts.reason)).toEqual([HOLD]);
    expect(row("1.03")?.end).toBe("skipped");
    expect(row("1.03")?.handled.map(({ texts }) => texts.reason)).toEqual([SKIP]);
    expect(account.rows.find(({ from }) => from === "improvised")).toMatchObject({
      title: "A tip by telephone",
      end: "sent",
    });
    const [action] = account.actions;
    expect(action).toMatchObject({
      seat: "host",
      entry: { texts: { text: FREE } },
      ruling: { kind: "message" },
    });
    expect(account.rows.some(({ from }) => from === "ruling")).toBe(true);
  });

  test("pauses count in the outside world only", () => {
    expect(account.pauses.map(({ kind, lasted }) => [kind, lasted])).toEqual([
      ["pause", 5 * MINUTE],
      ["no-duff", 2 * MINUTE],
    ]);
    for (const { from, to } of account.stretches) expect(to).toBeGreaterThanOrEqual(from);
    for (const [place, { from }] of account.stretches.entries())
      if (place > 0) expect(from).toBe(account.stretches[place - 1].to);
  });
});

describe("evaluation", () => {
  test("expected actions: met, missed, and for an evaluator to say", () => {
    const end = (number: string) => account.expectations.find(({ row }) => row === number)?.end;
    expect(end("1.04")).toBe("met");
    expect(end("1.05")).toBe("late");
    expect(end("1.06")).toBe("untold");
    const met = account.expectations.find(({ row }) => row === "1.04");
    const [first] = met?.each ?? [];
    expect(account.facts.find(({ n }) => n === first.fact)).toMatchObject({
      kind: "decision.taken",
      decision: "assess-footage",
      actor: "interior-ministry",
    });
  });

  test("an expected action of a row that never came was not asked; with more time it is met, not late", () => {
    const [open, ...rest] = played.file.rows.filter(({ expects }) => expects !== undefined);
    expect(open.number).toBe("1.04");
    expect(rest).toHaveLength(2);
    const longer = {
      ...played.file,
      rows: played.file.rows.map((each) =>
        each.number === "1.05" && each.expects !== undefined
          ? { ...each, expects: { ...each.expects, within: 10 * 60 * MINUTE } }
          : each,
      ),
    };
    const again = accountOf({ ...played.source, file: longer });
    expect(again.expectations.find(({ row }) => row === "1.05")?.end).toBe("met");
  });

  test("letters are not averaged: each evaluator’s last stands, and where they differ it says so", () => {
    const [objective] = account.objectives;
    expect(objective.rating).toBe("S");
    const [see, tell] = objective.targets[0].tasks;
    expect(see.ratings.map(({ rating }) => rating)).toEqual(["P", "M"]);
    expect(see.rating).toBe("differing");
    expect(see.ratings[0].evidence).toHaveLength(1);
    expect(tell).toMatchObject({ rating: "unrated" });
    expect(tell.notes).toHaveLength(1);
  });

  test("a transition counts as used once, and used and unused together are all", () => {
    for (const { used, all, unused } of account.coverage) expect(used + unused.length).toBe(all);
    expect(account.coverage.some(({ used }) => used > 0)).toBe(true);
    expect(account.coverage.some(({ unused }) => unused.length > 0)).toBe(true);
    const taken = account.choices.flatMap(({ options }) => options.map((each) => each.taken));
    expect(taken.some((each) => each > 0)).toBe(true);
  });

  test("forms are anonymous, and the last of each participant counts", () => {
    expect(account.hotWash.forms).toBe(2);
    expect(account.hotWash.answers.pace).toEqual([0, 1, 0, 1, 0]);
    expect(account.hotWash.texts.strengths).toHaveLength(2);
  });

  test("load of a seat", () => {
    const ministry = account.loads.find(({ seat }) => seat === "ministry");
    expect(ministry).toMatchObject({ decided: 2, sent: 1 });
    expect(ministry?.lapsed).toBeGreaterThan(0);
    expect(ministry?.longestSilence).toBeGreaterThan(0);
  });
});

describe("texts and names", () => {
  test("a correction stands beside the old text", () => {
    const entry = account.entries.find(({ texts }) => texts.text === OLD_NOTE);
    expect(entry?.corrections.map(({ text }) => text)).toEqual([NEW_NOTE]);
  });

  test("names and keys of persons are in it only where the file asks for names", () => {
    expect(JSON.stringify(account)).not.toContain(NAME);
    expect(JSON.stringify(account.entries)).not.toContain('"mira"');
    const named = accountOf({ ...played.source, file: { ...played.file, namesPersons: true } });
    expect(named.people.map(({ name }) => name)).toContain(NAME);
  });

  test("deleted texts are told as deleted, and the chain still verifies", () => {
    const when = { at: account.at, real: "2030-04-01T00:00:00.000Z" };
    const tools = { hash: sha256, salt: () => "s" };
    const { record } = deleteTexts(played.record, { role: "director" }, when, tools);
    expect(faultOf(record, sha256)).toBeUndefined();
    const after = accountOf({ ...played.source, record });
    expect(after.deleted).toBeGreaterThan(10);
    expect(
      after.decisions.filter(({ how }) => how === "person").map(({ entry }) => entry?.texts.reason),
    ).toEqual([null, null, null]);
    expect(after.played.digest).toBe(played.digest);
    expect(JSON.stringify(after)).not.toContain(SKIP);
  });

  test("before ENDEX there is no seed in it, and no run of the model alone", () => {
    const entries = played.record.entries.slice(
      0,
      played.record.entries.findIndex(({ kind }) => kind === "ended"),
    );
    const early = accountOf({ ...played.source, record: { ...played.record, entries } });
    expect(early.receipt.seed).toBeUndefined();
    expect(early.alone).toBeUndefined();
    expect(early.hasEnded).toBe(false);
  });
});
