import { REMOVAL_FORMS } from "../closed-forms/cases.ts";
import { runnerOf } from "../closed-forms/estimate.ts";
import { soakForms } from "./forms.ts";

export const soak = () => soakForms(REMOVAL_FORMS, runnerOf);
