import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { StoredExercise } from "../store/index.ts";

/**
 * Keys to an exercise: each opens the place of one participant, and is made with the exercise's own secret, so that nothing
 * needs to be kept of it.
 */

type Headers = Pick<IncomingMessage, "headers">;

export const cookieOf = (exercise: string) => `golden-hour-${exercise}`;

export function keyFor({ secret }: StoredExercise, participant: string): string {
  const mark = createHmac("sha256", secret).update(participant).digest("base64url");
  return `${participant}.${mark}`;
}

/** Whose key somebody carries to an exercise, in its cookie or as a bearer; undefined where it is none of its keys. */
export function holderOf(stored: StoredExercise, { headers }: Headers): string | undefined {
  const named = `${cookieOf(stored.id)}=`;
  const cookies = (headers.cookie ?? "").split(";").map((each) => each.trim());
  const cookie = cookies.find((each) => each.startsWith(named))?.slice(named.length);
  const bearer = /^Bearer ([\w.-]{1,200})$/.exec(headers.authorization ?? "")?.[1];
  return [cookie, bearer].flatMap((key) => participantOf(stored, key) ?? []).at(0);
}

/** Whose key this is; undefined where it is none. */
export function participantOf(stored: StoredExercise, key: string | undefined): string | undefined {
  const participant = /^(p-[a-z0-9]{16})\.[\w-]{43}$/.exec(key ?? "")?.[1];
  if (participant === undefined || key === undefined) return undefined;
  const [given, right] = [key, keyFor(stored, participant)].map((each) => Buffer.from(each));
  return given.length === right.length && timingSafeEqual(given, right) ? participant : undefined;
}
