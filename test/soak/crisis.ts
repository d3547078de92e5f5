import { CRISIS_FORMS } from "../closed-forms/cases.ts";
import { runnerOf } from "../closed-forms/estimate.ts";
import { soakForms } from "./forms.ts";

export const soak = () => soakForms(CRISIS_FORMS, runnerOf);
