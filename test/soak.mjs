/**
 * `npm run soak`: what `npm test` holds with a tenth of the count, with the whole. Each part runs in a process of its
 * own, two at a time; `npm run soak NAME …` runs the parts whose names begin so. Exits 1 if any part fails.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

const AT_ONCE = 2;
const SELF = fileURLToPath(import.meta.url);

register();
const { PARTS } = await import("./soak/parts.ts");

async function runHere(name) {
  const start = performance.now();
  const { soak } = await import(new URL(PARTS[name], new URL("./soak/", import.meta.url)).href);
  const { rows, failures } = await soak();
  console.log(`\n== ${name}, ${((performance.now() - start) / 1000).toFixed(0)} s`);
  console.table(rows);
  for (const failure of failures) console.log(`FAILED  ${failure}`);
  console.log(`${name}: ${failures.length === 0 ? "passed" : `${failures.length} failed`}`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

/** A part in a child; what it says is told in one piece, so that two do not mix. */
function runApart(name) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [SELF, "--part", name], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (piece) => {
      said += piece;
    });
    child.on("close", (code) => {
      process.stdout.write(said);
      resolve({ name, ok: code === 0 });
    });
  });
}

async function runAll(wanted) {
  const waiting = Object.keys(PARTS).filter(
    (name) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)),
  );
  const outcomes = [];
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
      outcomes.push(await runApart(name));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  console.log();
  for (const { name, ok } of outcomes) console.log(`${ok ? "passed" : "FAILED"}  ${name}`);
  process.exitCode = outcomes.length > 0 && outcomes.every(({ ok }) => ok) ? 0 : 1;
}

const given = process.argv.slice(2);
if (given[0] === "--part") await runHere(given[1]);
else await runAll(given);
