import { useState } from "react";
import { type MselRow, rowInFile } from "../../../src/model/index.ts";
import { pathOf, post, Refused } from "../api/client.ts";
import { addressOf, go } from "../router.ts";
import { usePlace } from "./place.tsx";

/** Plans the exercise anew with other rows, and goes there; the one that was planned stays as it was. */
export function usePlanAnew() {
  const { stage, language } = usePlace();
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const plan = async (rows: readonly MselRow[]) => {
    setBusy(true);
    setRefused(undefined);
    try {
      const body = { rows: rows.map(rowInFile) };
      const made = await post<{ id: string }>(pathOf("exercises", stage.id, "rows"), body, language);
      go(addressOf(["exercise", made.id]));
    } catch (error) {
      setRefused(error instanceof Refused ? error : new Refused(undefined, error));
      setBusy(false);
    }
  };
  return { isBusy, refused, plan };
}
