/**
 * A process in which `golden-hour` is loaded once and many lines are run, one after the other: what starts a process anew
 * for each spends most of its time on starting. Each line has its own folder and environment, and all that it writes is
 * sent back. Ends when whoever started it does.
 */
import { runCommandLine } from "../../dist/cli/index.js";

const write = (pieces) => (piece, encoding, done) => {
  pieces.push(typeof piece === "string" ? piece : Buffer.from(piece).toString("utf8"));
  const whenDone = typeof encoding === "function" ? encoding : done;
  if (whenDone !== undefined) process.nextTick(whenDone);
  return true;
};

async function run({ args, cwd, env }) {
  const out = [];
  const err = [];
  process.chdir(cwd);
  process.env = { ...env };
  process.stdout.write = write(out);
  process.stderr.write = write(err);
  const code = await runCommandLine(args);
  return { code, signal: null, stdout: out.join(""), stderr: err.join("") };
}

async function answer(number, line) {
  const ended = await run(line).catch((error) => ({ failed: String(error?.stack ?? error) }));
  process.send({ number, ...ended });
}

const waiting = [];
let isBusy = false;

process.on("message", async ({ number, ...line }) => {
  waiting.push([number, line]);
  if (isBusy) return;
  isBusy = true;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await answer(...next);
  isBusy = false;
});
process.on("disconnect", () => process.exit());
