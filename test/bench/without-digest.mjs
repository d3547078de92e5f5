/** Preloaded by a process that is to run without folding facts. */
import { register } from "node:module";

register("./without-digest-hooks.mjs", import.meta.url);
