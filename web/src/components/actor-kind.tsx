import type { ReactNode } from "react";
import type { ActorKind, PlatformKind } from "../../../src/model/index.ts";
import { sayKind } from "../../../src/words/index.ts";
import { useSettings } from "../settings.tsx";

/** Five kinds of actors: on every page in this order, each with one hue and one shape. */
export const GROUPS = ["platforms", "authorities", "bodies", "ngos", "outside"] as const;
export type Group = (typeof GROUPS)[number];

const GROUP_OF = {
  "large-social": "platforms",
  video: "platforms",
  livestream: "platforms",
  messaging: "platforms",
  "file-host": "platforms",
  "fringe-board": "platforms",
  "small-local": "platforms",
  community: "platforms",
  "private-holders": "outside",
  "referral-unit": "authorities",
  "competent-authority": "authorities",
  "home-authority": "authorities",
  regulator: "authorities",
  court: "authorities",
  investigators: "authorities",
  "hash-body": "bodies",
  "board-member": "bodies",
  coordinator: "bodies",
  secretariat: "bodies",
  "alert-service": "ngos",
  "trusted-flagger": "ngos",
  hotline: "ngos",
  "rights-reviewer": "ngos",
  "victims-support": "ngos",
  "fact-checkers": "ngos",
  "access-provider": "outside",
  "search-engine": "outside",
  "app-store": "outside",
  infrastructure: "outside",
  press: "outside",
} as const satisfies Record<ActorKind | PlatformKind, Group>;

export function groupOf(kind: string): Group {
  return Object.hasOwn(GROUP_OF, kind) ? GROUP_OF[kind as keyof typeof GROUP_OF] : "outside";
}

/** Actors in the one order of all pages: by group, then as they are given. */
export function inOrder<T extends { readonly kind: string }>(actors: readonly T[]): T[] {
  return GROUPS.flatMap((group) => actors.filter(({ kind }) => groupOf(kind) === group));
}

const SHAPES: Readonly<Record<Group, ReactNode>> = {
  platforms: <rect x="1.5" y="1.5" width="11" height="11" />,
  authorities: <path d="M7 0.5 13.5 7 7 13.5 0.5 7Z" />,
  bodies: <circle cx="7" cy="7" r="6" />,
  ngos: <path d="M7 1 13.5 12.5H0.5Z" />,
  outside: <path d="M4 1h6l3.5 6L10 13H4L0.5 7Z" fill="none" stroke="var(--hue)" strokeWidth="2" />,
};

/** The shape of a kind of actor; what it means stands beside it in words. */
export function KindShape({ kind }: { readonly kind: string }) {
  const group = groupOf(kind);
  return (
    <svg
      className={`of-${group}`}
      width="14"
      height="14"
      viewBox="0 0 14 14"
      fill="var(--hue)"
      aria-hidden="true"
    >
      {SHAPES[group]}
    </svg>
  );
}

/** Name of an actor with the shape and, unless it is said elsewhere, the words of its kind. */
export function ActorName({
  kind,
  name,
  bare = false,
}: {
  readonly kind: string;
  readonly name: string;
  readonly bare?: boolean;
}) {
  const { language } = useSettings();
  return (
    <span className="kind">
      <KindShape kind={kind} />
      <span>
        {name}
        {bare ? (
          <span className="unseen"> ({sayKind(kind, language)})</span>
        ) : (
          <span className="quiet"> · {sayKind(kind, language)}</span>
        )}
      </span>
    </span>
  );
}
