import { useMemo } from "react";
import { useSettings } from "../settings.tsx";

/** A token's colour as a canvas wants it: what the page's theme makes of it now. */
function resolve(token: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** Colours of tokens, read anew where the theme changes. */
export function useColours<T extends string>(tokens: readonly T[]): Readonly<Record<T, string>> {
  const { theme } = useSettings();
  const isDark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme and the system's scheme are what the colours hang on
  return useMemo(
    () => Object.fromEntries(tokens.map((token) => [token, resolve(token)])) as Record<T, string>,
    [theme, isDark, tokens.join()],
  );
}
