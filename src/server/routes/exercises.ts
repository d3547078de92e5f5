import type { TableDocuments } from "../table-documents.ts";
import type { TableForecast } from "../table-forecasts.ts";
import type { TableForesight } from "../table-foresight.ts";
import type { Tables } from "../tables.ts";
import type { Handlers } from "./route.ts";

type ExerciseHandlers = Pick<
  Handlers,
  | "listExerciseFiles"
  | "getExerciseFile"
  | "listExercises"
  | "createExercise"
  | "unlockExercise"
  | "joinByCode"
  | "joinExercise"
  | "getTable"
  | "deleteExercise"
  | "getTableItems"
  | "actAtTable"
  | "getTableControl"
  | "previewShift"
  | "reopenDoor"
  | "forecastExercise"
  | "getForecast"
  | "branchExercise"
  | "getTableDocument"
  | "getTableRecord"
  | "deleteTableTexts"
  | "getTableReplay"
  | "replayRecord"
>;

/** Exercises: who comes in, what they ask for, and what they are shown. Rights are looked at where the table is. */
export function exerciseHandlers(
  tables: Tables,
  foresight: TableForesight,
  documents: TableDocuments,
): ExerciseHandlers {
  return {
    listExerciseFiles: async () => ({ exercises: [...(await tables.files())] }),
    getExerciseFile: ({ params: { id } }) => tables.summary(id),
    listExercises: () => ({ exercises: tables.list() }),
    async createExercise({ body, setCookie }) {
      const { cookie, ...made } = await tables.plan(body, body.language);
      setCookie(cookie, made.key);
      return made;
    },
    async unlockExercise({ params: { id }, body, setCookie }) {
      const { cookie, key, participant } = await tables.unlock(id, body.key);
      setCookie(cookie, key);
      return { participant };
    },
    async joinByCode({ body, setCookie }) {
      const { exercise, cookie, key, participant } = await tables.joinByCode(body);
      setCookie(cookie, key);
      return { participant, exercise };
    },
    async joinExercise({ params: { id }, body, setCookie }) {
      const { cookie, key, participant } = await tables.join(id, body);
      setCookie(cookie, key);
      return { participant };
    },
    getTable: ({ params: { id }, caller }) => tables.sit(id, caller),
    deleteExercise: ({ params: { id }, caller }) => tables.remove(id, caller),
    async getTableItems({ params: { id }, query: { since, stream }, caller }) {
      const { view: _, known: __, ...page } = await tables.items(id, caller, since, stream);
      return page;
    },
    actAtTable: ({ params: { id }, body, caller }) => tables.act(id, caller, body.command, body.id),
    getTableControl: ({ params: { id }, caller }) => tables.controlFor(id, caller),
    previewShift: ({ params: { id }, query: { from, by }, caller }) =>
      tables.shiftPreview(id, caller, from, by),
    reopenDoor: ({ params: { id }, caller }) => tables.reopenDoor(id, caller),
    forecastExercise: async ({ params: { id }, body, caller }) =>
      plainForecast(await foresight.forecast(id, caller, body.variant)),
    getForecast: async ({ params: { id }, caller }) => plainForecast(await foresight.latest(id, caller)),
    async branchExercise({ params: { id }, body, caller, setCookie }) {
      const { cookie, ...made } = await foresight.branch(id, caller, body.at, body.language);
      setCookie(cookie, made.key);
      return made;
    },
    getTableDocument: ({ params: { id, name, format }, query: { seat }, language, caller }) =>
      documents.document(id, caller, { name, format, seat, language }),
    async getTableRecord({ params: { id }, caller }) {
      const text = await tables.record(id, caller);
      return { text, type: "application/x-ndjson", name: `golden-hour-exercise-${id}.jsonl` };
    },
    async getTableReplay({ params: { id }, caller }) {
      return { text: await documents.replay(id, caller), type: "application/json" };
    },
    async replayRecord({ body }) {
      return { text: await documents.replayRecord(body.record), type: "application/json" };
    },
    async deleteTableTexts({ params: { id }, query: { participant }, caller }) {
      const { deleted, ...receipt } = await tables.deleteTexts(id, caller, participant);
      return { ...receipt, deleted: [...deleted] };
    },
  };
}

const plainForecast = ({ chances, other, ...rest }: TableForecast) => ({
  ...rest,
  chances: [...chances],
  ...(other === undefined ? {} : { other: { ...other, chances: [...other.chances] } }),
});
