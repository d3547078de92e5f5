import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import { LANGUAGES, type Language } from "../../src/words/index.ts";

/** What the reader chose for this browser: language, theme, size. Kept here only; nothing is sent. */

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];
export const SIZES = ["normal", "large"] as const;
export type Size = (typeof SIZES)[number];

export interface Settings {
  readonly language: Language;
  readonly theme: Theme;
  readonly size: Size;
  choose(change: Partial<Pick<Settings, "language" | "theme" | "size">>): void;
}

const Chosen = createContext<Settings | undefined>(undefined);

function kept<T extends string>(name: string, allowed: readonly T[]): T | undefined {
  try {
    const value = window.localStorage.getItem(`golden-hour.${name}`);
    return allowed.find((each) => each === value);
  } catch {
    return undefined;
  }
}

function keep(name: string, value: string): void {
  try {
    window.localStorage.setItem(`golden-hour.${name}`, value);
  } catch {
    // A browser that keeps nothing still shows the page as chosen.
  }
}

/** The address' `lang` first (a link somebody passed on), then what was chosen here, then the browser's. */
function firstLanguage(): Language {
  const asked = new URLSearchParams(window.location.search).get("lang");
  const linked = LANGUAGES.find((each) => each === asked);
  // Whoever came by a link in a language goes on in it.
  if (linked !== undefined) keep("language", linked);
  return (
    linked ??
    kept("language", LANGUAGES) ??
    (window.navigator.language.toLowerCase().startsWith("fr") ? "fr" : "en")
  );
}

export function SettingsOf({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const [theme, setTheme] = useState<Theme>(() => kept("theme", THEMES) ?? "system");
  const [size, setSize] = useState<Size>(() => kept("size", SIZES) ?? "normal");
  useEffect(() => {
    const { dataset } = document.documentElement;
    document.documentElement.lang = language;
    dataset.theme = theme;
    dataset.size = size;
  }, [language, theme, size]);
  const settings = useMemo<Settings>(
    () => ({
      language,
      theme,
      size,
      choose(change) {
        for (const [name, value] of Object.entries(change)) if (value !== undefined) keep(name, value);
        if (change.language !== undefined) setLanguage(change.language);
        if (change.theme !== undefined) setTheme(change.theme);
        if (change.size !== undefined) setSize(change.size);
      },
    }),
    [language, theme, size],
  );
  return <Chosen value={settings}>{children}</Chosen>;
}

export function useSettings(): Settings {
  const settings = use(Chosen);
  if (settings === undefined) throw new Error("no settings above this part of the page");
  return settings;
}
