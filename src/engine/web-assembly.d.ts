// The part of the language's environment that `philox.ts` uses; its type library is not loaded, for the sake of purity.
// biome-ignore lint/style/noNamespace: the environment calls it one
declare namespace WebAssembly {
  const Module: new (bytes: Uint8Array) => object;
  const Instance: new (module: object) => { readonly exports: Readonly<Record<string, unknown>> };
}
