import type { AnchorHTMLAttributes, MouseEvent } from "react";
import { go } from "../router.ts";

type Given = AnchorHTMLAttributes<HTMLAnchorElement> & { readonly href: string };

/** A link to a page of ours: a real address, followed without loading everything anew. */
export function Link({ href, children, onClick, ...rest }: Given) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(href);
  };
  return (
    <a href={href} onClick={follow} {...rest}>
      {children}
    </a>
  );
}
