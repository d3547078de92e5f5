/** Watchers of one run, in a process of their own: notes when each got which update. */
import { io } from "socket.io-client";

const [port, run, count] = process.argv.slice(2);
const instant = () => performance.timeOrigin + performance.now();

/** by watcher: number of the update and when it came; a snapshot stands for what it holds */
const all = [];
async function watch() {
  const seen = [];
  let snapshots = -1;
  const client = io(`http://127.0.0.1:${port}`, {
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
  });
  let first = 0;
  client.on("updates", ({ updates }) => {
    const now = instant();
    for (const { seq } of updates) seen.push([seq, now]);
  });
  client.on("snapshot", ({ snapshot }) => {
    snapshots++;
    if (snapshots === 0) first = snapshot.seq;
  });
  client.on("disconnect", () => {
    watcher.isCutOff = true;
  });
  const watcher = {
    client,
    seen,
    isCutOff: false,
    told: () => ({ first, snapshots, seen, isCutOff: watcher.isCutOff }),
  };
  all.push(watcher);
  const answer = await client.emitWithAck("watch", { run });
  if (!answer.ok) throw new Error(answer.problem.code);
}

// A few at a time: whoever opens a page does not come in the same millisecond as everybody else.
for (let started = 0; started < Number(count); started += 10)
  await Promise.all(Array.from({ length: Math.min(10, Number(count) - started) }, watch));
process.send({ kind: "ready" });
process.on("message", (message) => {
  if (message !== "tell") return;
  process.send({ kind: "seen", watchers: all.map(({ told }) => told()) }, () => process.exit(0));
});
