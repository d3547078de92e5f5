import type { Tables } from "../tables.ts";
import type { Handlers } from "./route.ts";

type ExerciseHandlers = Pick<
  Handlers,
  | "listExerciseFiles"
  | "listExercises"
  | "createExercise"
  | "unlockExercise"
  | "joinByCode"
  | "joinExercise"
  | "getTable"
  | "getTableItems"
  | "actAtTable"
  | "getTableRecord"
  | "deleteTableTexts"
>;

/** Exercises: who comes in, what they ask for, and what they are shown. Rights are looked at where the table is. */
export function exerciseHandlers(tables: Tables): ExerciseHandlers {
  return {
    listExerciseFiles: async () => ({ exercises: [...(await tables.files())] }),
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
    async getTableItems({ params: { id }, query: { since, stream }, caller }) {
      const { view: _, ...page } = await tables.items(id, caller, since, stream);
      return page;
    },
    actAtTable: ({ params: { id }, body, caller }) => tables.act(id, caller, body.command, body.id),
    async getTableRecord({ params: { id }, caller }) {
      const text = await tables.record(id, caller);
      return { text, type: "application/x-ndjson", name: `golden-hour-exercise-${id}.jsonl` };
    },
    async deleteTableTexts({ params: { id }, query: { participant }, caller }) {
      const { deleted, ...receipt } = await tables.deleteTexts(id, caller, participant);
      return { ...receipt, deleted: [...deleted] };
    },
  };
}
