import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { DOCUMENT_TYPES, type DocumentFormat } from "../exchange/index.ts";
import { hashesOf, may, playedScenario, readRecord, stretchOf } from "../exercise/index.ts";
import type { Language } from "../words/index.ts";
import { titlesAsTables } from "./describe.ts";
import type { DocumentName } from "./document-names.ts";
import type { DocumentAsked } from "./document-worker.ts";
import { HttpProblem } from "./problem.ts";
import { checkFile, exerciseOf, pastOf, readFile } from "./table-files.ts";
import { sha256 } from "./table-host.ts";
import type { Tables } from "./tables.ts";
import { ThreadCaller } from "./threads.ts";

/** What is taken away from an exercise on paper, made in a thread of its own. */

type Headers = Pick<IncomingMessage, "headers">;

/** Entries of threads are plain JavaScript, so from the sources too they are taken from the build. */
const ENTRY = join(import.meta.dirname, "../../dist/server/document-worker.js");
export interface TableFile {
  readonly text: Uint8Array | string;
  readonly type: string;
  readonly name: string;
}

export interface DocumentsParts {
  readonly tables: Tables;
  /** of the product */
  readonly version: string;
}

export class TableDocuments {
  private readonly parts: DocumentsParts;
  private readonly thread = new ThreadCaller(ENTRY, undefined);

  constructor(parts: DocumentsParts) {
    this.parts = parts;
  }

  private async played(id: string) {
    const { tables } = this.parts;
    const stored = tables.stored(id);
    const file = exerciseOf(stored);
    const subject = await tables.subject(file);
    return { stored, file, subject, scenario: playedScenario(subject.scenario, file) };
  }

  async document(
    id: string,
    request: Headers,
    asked: {
      readonly name: DocumentName;
      readonly format: DocumentFormat;
      readonly seat: string | undefined;
      readonly language: Language;
    },
  ): Promise<TableFile> {
    const { name, format, seat, language } = asked;
    const work = await this.workFor(id, request, name, seat);
    const text = await this.thread.call<Uint8Array | string>("write", work, format, language);
    return { text, type: DOCUMENT_TYPES[format], name: `golden-hour-exercise-${id}-${name}.${format}` };
  }

  private async workFor(
    id: string,
    request: Headers,
    name: DocumentName,
    seat: string | undefined,
  ): Promise<DocumentAsked> {
    const { tables, version } = this.parts;
    if (name === "report") {
      const { host } = await tables.whoMay(id, request, "export");
      const { stored, file, subject, scenario } = await this.played(id);
      const { seed, address } = stored;
      const source = { file, record: host.written, scenario, seed, address, ...pastOf(stored.past) };
      return { kind: "report", source, titles: subject.titles, version };
    }
    if (name === "brief") return this.brief(id, request, seat);
    await tables.whoMay(id, request, "see-everything");
    const { file, scenario } = await this.played(id);
    return { kind: name, file, scenario };
  }

  /** Whoever sits in a seat has its brief, and no other; those who see everything have each. */
  private async brief(id: string, request: Headers, asked: string | undefined): Promise<DocumentAsked> {
    const { host, participant } = await this.parts.tables.who(id, request);
    const { role, seat: own } = participant;
    if (role === undefined) throw new HttpProblem("exercise/waiting");
    const seat = asked ?? own;
    const seesAll = may(role, "see-everything", stretchOf(host.session));
    if (!seesAll && (own === undefined || seat !== own)) throw new HttpProblem("exercise/not_allowed");
    const { file, scenario } = await this.played(id);
    if (seat === undefined || !file.seats.some((each) => each.id === seat))
      throw new HttpProblem("exercise/unknown_seat");
    return { kind: "brief", file, scenario, seat };
  }

  /** A finished exercise as the player of runs shows a run, as JSON. */
  async replay(id: string, request: Headers): Promise<string> {
    const { host } = await this.parts.tables.whoMay(id, request, "replay");
    if (host.session.isCancelled) throw new HttpProblem("exercise/not_started");
    const { stored, file, subject, scenario } = await this.played(id);
    const { seed, address, past } = stored;
    const source = { file, record: host.written, scenario, seed, address, ...pastOf(past) };
    return this.thread.call<string>("replay", source, titlesAsTables(subject));
  }

  /** The same from a record's one file, of this server's making or another's: nothing of it is kept. */
  async replayRecord(text: string): Promise<string> {
    const reading = readRecord(text, sha256);
    if (!reading.ok) throw new HttpProblem("exercise/bad_record", { found: reading.code });
    const { record, played } = reading;
    if (played === undefined) throw new HttpProblem("exercise/record_without_plan");
    if (!record.entries.some(({ kind }) => kind === "started"))
      throw new HttpProblem("exercise/bad_record", { found: "started" });
    const file = readFile(played.file);
    const subject = await this.parts.tables.subject(file);
    const scenario = playedScenario(subject.scenario, file);
    checkFile(file, scenario);
    const { seed, address, past } = played;
    const hashes = hashesOf(scenario, { seed, scale: file.scale, variant: file.variant }, sha256);
    const other = (["scenario", "protocols", "parameters"] as const).find(
      (key) => hashes[key] !== record.heading[key],
    );
    // Another version of the scenario would tell another story than the one that was played.
    if (other !== undefined) throw new HttpProblem("exercise/record_of_another", { found: other });
    const source = { file, record, scenario, seed, address, ...(past === undefined ? {} : { past }) };
    try {
      return await this.thread.call<string>("replay", source, titlesAsTables(subject));
    } catch {
      // Its chain holds, but what it says was done could not have been done.
      throw new HttpProblem("exercise/bad_record", { found: "moves" });
    }
  }

  async close(): Promise<void> {
    await this.thread.close();
  }
}
