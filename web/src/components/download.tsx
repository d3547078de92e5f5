import { type MouseEvent, type ReactNode, useState } from "react";
import { fileAt, Refused } from "../api/client.ts";
import { useSettings } from "../settings.tsx";
import { Problem } from "./answered.tsx";

/**
 * A link to a file that is taken away. It is asked for first, so that where it is refused the page says why; a browser
 * would only say that a download failed. Without the page's own hand (a new tab, a saved address) the link is a plain one.
 */
export function Download({
  href,
  label,
  children,
}: {
  readonly href: string;
  readonly label?: string;
  readonly children: ReactNode;
}) {
  const { language } = useSettings();
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const take = async () => {
    setBusy(true);
    setRefused(undefined);
    try {
      const { name, blob } = await fileAt(href, language);
      const address = URL.createObjectURL(blob);
      const link = document.createElement("a");
      link.href = address;
      link.download = name;
      link.click();
      // The browser has taken it by the next turn of its loop.
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    } catch (error) {
      setRefused(error instanceof Refused ? error : new Refused(undefined, error));
    }
    setBusy(false);
  };
  const press = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (!isBusy) void take();
  };
  return (
    <>
      <a className="button" href={href} aria-label={label} aria-busy={isBusy} download onClick={press}>
        {children}
      </a>
      {refused === undefined ? null : <Problem refused={refused} />}
    </>
  );
}
