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
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A forgotten `.only` would hide the rest of its file.
    allowOnly: false,
    passWithNoTests: false,
  },
});
