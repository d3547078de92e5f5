import { io, type Socket } from "socket.io-client";
import type { ClientMessages, ServerMessages } from "../../../src/server/contract.ts";

/** One connection for all streams of a page; it opens again by itself. */
export type Line = Socket<ServerMessages, ClientMessages>;

let line: Line | undefined;

export function openLine(): Line {
  // Several servers behind one address take WebSockets only; where those are kept from coming through, polls may.
  line ??= io({
    path: "/socket.io",
    reconnectionDelayMax: 5000,
    transports: ["websocket", "polling"],
    tryAllTransports: true,
  });
  return line;
}
