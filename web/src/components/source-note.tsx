import type { ReactNode } from "react";
import { Button, Dialog, DialogTrigger, Popover } from "react-aria-components";
import { useSay } from "../words/say.ts";
import { SHELL } from "../words/shell.ts";

/** A number's source or assumption, one click away. */
export function SourceNote({
  of,
  label,
  children,
}: {
  /** what it is the source of, for who does not see the page */
  readonly of: string;
  readonly label?: string;
  readonly children: ReactNode;
}) {
  const say = useSay();
  return (
    <DialogTrigger>
      <Button className="plain source-note" aria-label={`${label ?? say(SHELL.source)}: ${of}`}>
        {label ?? say(SHELL.source)}
      </Button>
      <Popover className="popover" placement="bottom start">
        <Dialog aria-label={`${say(SHELL.source)}: ${of}`}>{children}</Dialog>
      </Popover>
    </DialogTrigger>
  );
}
