/**
 * Sees to it that the tests of the queue have a real Redis (or Valkey) to start. Where there is none, and this is root on
 * Debian or one of its kin, it is installed; elsewhere the one line that does it is printed, and `npm test` fails.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const PROGRAMS = ["redis-server", "valkey-server"];
const INSTALL = "apt-get update && apt-get install -y redis-server";

function find() {
  for (const program of PROGRAMS) {
    const { status, stdout } = spawnSync(program, ["--version"], { encoding: "utf8" });
    if (status === 0) return `${program}: ${stdout.trim().split(" sha=")[0]}`;
  }
  return undefined;
}

function install() {
  if (!existsSync("/etc/debian_version") || process.getuid?.() !== 0) return;
  console.log(`no ${PROGRAMS.join(" or ")} on the PATH: ${INSTALL}`);
  // A server that starts with the package would only stand in the way.
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  spawnSync("sh", ["-c", INSTALL], { stdio: ["ignore", "ignore", "inherit"], env });
}

if (find() === undefined) install();
const found = find();
console.log(found ?? `the tests of the queue need Redis 7 or Valkey: sudo sh -c "${INSTALL}"`);
process.exitCode = found === undefined ? 1 : 0;
