import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["test/**/*.test.ts"],
    exclude: ["test/gates/fixtures/**"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A forgotten `.only` would hide the rest of its file.
    allowOnly: false,
    passWithNoTests: false,
  },
});
