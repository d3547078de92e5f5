/**
 * `npm test`: every stage in turn, none skipped for the failure of another. The last line of stdout counts the
 * tests and the stages: `N passed, N failed`. Anything but a pass is a failure, a skipped test included.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

const root = join(import.meta.dirname, "..");
const scratch = mkdtempSync(join(tmpdir(), "golden-hour-test-"));
const results = join(scratch, "vitest.json");

const npm = (script, ...args) => [
  "npm",
  ["run", "--silent", script, ...(args.length > 0 ? ["--", ...args] : [])],
];
const STAGES = [
  { name: "redis", command: [process.execPath, [join(import.meta.dirname, "redis.mjs")]] },
  { name: "browser", command: [process.execPath, [join(import.meta.dirname, "browser.mjs")]] },
  { name: "build", command: npm("build") },
  { name: "types", command: npm("types") },
  { name: "lint", command: npm("lint") },
  // The gates of `npm run gates` are among them.
  {
    name: "tests",
    command: npm("vitest", "--reporter=default", "--reporter=json", `--outputFile.json=${results}`),
    judge: judgeTests,
  },
];

/** Reads vitest's own account; a file that could not be loaded has no tests, and counts as one failure. */
function judgeTests(exitedWell) {
  const { testResults } = JSON.parse(readFileSync(results, "utf8"));
  const tests = testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === "passed").length;
  const broken = testResults.filter((file) => file.assertionResults.length === 0);
  for (const file of broken) console.log(`no test ran in ${file.name}`);
  for (const test of tests) {
    if (!["passed", "failed"].includes(test.status))
      console.log(`${test.status}, so failed: ${test.fullName}`);
  }
  const failed = tests.length - passed + broken.length;
  const faults = testResults.flatMap((file) => [
    ...(file.assertionResults.length === 0 ? [`${within(file.name)}: ${firstLine(file.message)}`] : []),
    ...file.assertionResults
      .filter((test) => test.status !== "passed")
      .map((test) => `${within(file.name)} > ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`),
  ]);
  return { passed, failed, faults, ok: exitedWell && passed > 0 && failed === 0 };
}

const within = (file) => relative(root, file);
const firstLine = (message) => (message ?? "").split("\n", 1)[0].slice(0, 400);

function runStage({ name, command: [program, args], judge }) {
  console.log(`\n== ${name}`);
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: "inherit" });
  if (error !== undefined) console.log(error.message);
  try {
    return { name, passed: 0, failed: 0, ok: status === 0, ...judge?.(status === 0) };
  } catch (unreadable) {
    console.log(`${name}: no results to read (${unreadable.message})`);
    return { name, passed: 0, failed: 0, ok: false };
  }
}

const outcomes = STAGES.map(runStage);
rmSync(scratch, { recursive: true, force: true });

const sum = (pick) => outcomes.reduce((total, outcome) => total + pick(outcome), 0);
const passed = sum((outcome) => outcome.passed + (outcome.ok ? 1 : 0));
const failed = sum((outcome) => outcome.failed + (outcome.ok ? 0 : 1));
console.log();
// What failed stands again at the end: a log of 4,000 tests is often read from its tail only.
for (const { name, ok, faults = [] } of outcomes) {
  console.log(`${ok ? "passed" : "FAILED"}  ${name}`);
  for (const fault of faults) console.log(`        ${fault}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
