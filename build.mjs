/**
 * Builds `dist` from `src`, and `dist/web` from `web`. Both are written beside it, and only what changed is moved in: a
 * failed build leaves the last good one, a running program never reads half a file, and no file outlives its source.
 */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const root = import.meta.dirname;
const dist = join(root, "dist");
// A sibling of `dist`, so that source maps point to `../src` from either.
const fresh = join(root, `.dist-${process.pid}`);

function listFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

function isSame(file) {
  const old = join(dist, file);
  return existsSync(old) && readFileSync(old).equals(readFileSync(join(fresh, file)));
}

function install() {
  const built = new Set(listFiles(fresh));
  for (const file of listFiles(dist)) {
    if (!built.has(file)) rmSync(join(dist, file));
  }
  for (const file of built) {
    if (isSame(file)) continue;
    mkdirSync(dirname(join(dist, file)), { recursive: true });
    renameSync(join(fresh, file), join(dist, file));
  }
  for (const entry of Object.values(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).bin)) {
    if (existsSync(join(root, entry))) chmodSync(join(root, entry), 0o755);
  }
}

/** The schemas of what an author writes, where editors find them: the files of the library name them. */
async function writeSchemas() {
  const { jsonSchema } = await import(pathToFileURL(join(fresh, "scenario/index.js")).href);
  mkdirSync(join(fresh, "schema"), { recursive: true });
  for (const [name, schema] of Object.entries(jsonSchema()))
    writeFileSync(join(fresh, "schema", `${name}.json`), `${JSON.stringify(schema)}\n`);
}

try {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const run = (...args) => spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" }).status ?? 1;
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const pages = join(fresh, "web");
  process.exitCode =
    run(tsc, "-p", "tsconfig.build.json", "--outDir", fresh) ||
    run(vite, "build", "web", "--config", "web/vite.config.ts", "--outDir", pages, "--logLevel", "warn");
  if (process.exitCode === 0) {
    await writeSchemas();
    install();
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
