#!/usr/bin/env node
import { runCommandLine } from "./index.ts";

// What goes wrong with a stream is told to whoever writes; here it must only not be thrown.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});

process.exitCode = await runCommandLine(process.argv.slice(2));
