/** A process of its own that runs what it is told inline, and answers with the seconds that it took. */
import { InlineBackend } from "../../dist/runner/index.js";
import { runOn } from "./backend-settings.mjs";

const backend = new InlineBackend();
process.on("message", async (range) => process.send((await runOn(backend, range)).seconds));
