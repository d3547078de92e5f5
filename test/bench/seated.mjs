/**
 * So many seats and observers at one table: how long a decision takes from being sent until it is acknowledged, which is
 * when it is written down, while everybody has ten updates a second; and how long it takes from NO DUFF being pressed until
 * the last screen is told. Server and people are processes of their own. Prints a line of JSON.
 */
import { fork } from "node:child_process";
import { join } from "node:path";

const [scenario, seats, observers, seconds] = process.argv.slice(2);
const here = (file) => join(import.meta.dirname, file);
const hear = (child, kind) =>
  new Promise((done, fail) => {
    const listen = (message) => {
      if (message.kind !== kind) return;
      child.off("message", listen);
      done(message);
    };
    child.on("message", listen);
    child.once("exit", (code) => fail(new Error(`ended with ${code} before it was ${kind}`)));
  });
const quantile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
const summary = (given) => {
  const sorted = [...given].sort((a, b) => a - b);
  return {
    n: sorted.length,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    worst: sorted.at(-1) ?? 0,
  };
};

const server = fork(here("seated-server.mjs"), [scenario, seats, observers]);
const { port, exercise, people } = await hear(server, "ready");
const clients = fork(here("seated-clients.mjs"));
clients.send({ port, exercise, people, seconds: Number(seconds) });
await hear(clients, "seated");
const told = hear(clients, "told");
const relay = (from, kind, to, message, answer) =>
  from.on("message", async (given) => {
    if (given.kind !== kind) return;
    to.send(message);
    await hear(to, answer);
    from.send(answer);
  });
relay(clients, "done", server, "hold", "held");
relay(clients, "alarmed", server, "resume", "resumed");
server.send("play");
const { decided, others, ...counted } = await told;
console.log(
  JSON.stringify({
    people: people.length,
    decided: summary(decided),
    all: summary([...decided, ...others]),
    ...counted,
  }),
);
server.send("end");
