import { useEffect } from "react";
import { SIMULATION_MARK } from "../../../src/words/index.ts";
import { useSettings } from "../settings.tsx";

/** What the browser's own window says: the page, and that it is a simulation. */
export function usePageTitle(title: string): void {
  const { language } = useSettings();
  useEffect(() => {
    document.title = `${title} · Golden Hour · ${SIMULATION_MARK[language]}`;
  }, [title, language]);
}
