import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["test/**/*.test.ts"],
    exclude: ["test/gates/fixtures/**"],
    setupFiles: ["test/properties.ts"],
    pool: "forks",
    maxWorkers: 2,
    // Files of one worker share what they import: a hundred modules read anew for each of 170 files took minutes.
    isolate: false,
    // For what hangs. A slow machine is waited for: no test has a shorter time of its own.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    // A forgotten `.only` would hide the rest of its file.
    allowOnly: false,
    passWithNoTests: false,
  },
});
