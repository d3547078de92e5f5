import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The rooms of `src` that a page may import have no side effects: what a page does not use stays out of its script. */
const ROOMS = join(import.meta.dirname, "../src/");

export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  publicDir: false,
  plugins: [react()],
  build: {
    target: "es2023",
    outDir: "../dist/web",
    emptyOutDir: true,
    assetsDir: "assets",
    // The page's rules forbid `data:` fonts and scripts of any kind but files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => !id.startsWith(ROOMS) },
    },
  },
});
