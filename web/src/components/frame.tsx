import type { ReactNode } from "react";

/** Something wider than the page may be: it scrolls by itself, by keyboard too, and has a name. */
export function Frame({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fields stand in it, and a landmark for each table would be too many
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div className="frame" role="group" tabIndex={0} aria-label={label}>
      {children}
    </div>
  );
}
