import { InlineBackend, ThreadBackend } from "../../src/runner/index.ts";
import { type BackendSubject, testBackend } from "../contract/backend.contract.ts";

const nothingToForget = { forget: async () => {}, close: async () => {} };

const INLINE: BackendSubject = {
  name: "inline",
  open: async () => ({ backend: (options) => new InlineBackend(options), ...nothingToForget }),
};

const THREADS: BackendSubject = {
  name: "threads",
  open: async () => ({
    backend: (options) => new ThreadBackend({ threads: 2, ...options }),
    ...nothingToForget,
  }),
};

testBackend(INLINE);
testBackend(THREADS);
