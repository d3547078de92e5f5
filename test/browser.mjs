/**
 * Sees to it that the tests of pages have a real browser. Where there is no Chromium, and this is root on Debian or one of
 * its kin, it is installed; elsewhere the one line that does it is printed, and `npm test` fails.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const PROGRAMS = ["chromium", "chromium-browser", "google-chrome"];
const INSTALL = "apt-get update && apt-get install -y chromium";

function find() {
  for (const program of [process.env.CHROMIUM, ...PROGRAMS]) {
    if (program === undefined || program === "") continue;
    const { status, stdout } = spawnSync(program, ["--version"], { encoding: "utf8" });
    if (status === 0) return `${program}: ${stdout.trim()}`;
  }
  return undefined;
}

function install() {
  if (!existsSync("/etc/debian_version") || process.getuid?.() !== 0) return;
  console.log(`no ${PROGRAMS.join(", ")} on the PATH: ${INSTALL}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("sh", ["-c", INSTALL], { stdio: ["ignore", "ignore", "inherit"], env });
}

if (find() === undefined) install();
const found = find();
console.log(found ?? `the tests of pages need Chromium (or its path in CHROMIUM): sudo sh -c "${INSTALL}"`);
process.exitCode = found === undefined ? 1 : 0;
