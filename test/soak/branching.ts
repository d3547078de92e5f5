import { BRANCHED, branchedForm, branchingRunner } from "../closed-forms/branched.ts";
import { soakForms } from "./forms.ts";

const INSTANTS = new Map(BRANCHED);

export const soak = () =>
  soakForms(
    BRANCHED.map(([file]) => branchedForm(file)),
    ({ file }) => branchingRunner(file, INSTANTS.get(file) as number),
  );
