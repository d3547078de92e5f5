// The part of the language's environment that `philox.ts` uses; its type library is not loaded, for the sake of purity.
// biome-ignore lint/style/noNamespace: the environment calls it one
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    readonly exports: Record<string, unknown>;
    constructor(module: Module);
  }
}
