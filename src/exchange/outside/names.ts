import { Digest, type LogHeader } from "../../model/index.ts";

/**
 * Names that things of a simulation bear outside it. Nobody shall take one for real: identifiers begin with `SIM-`,
 * addresses lie in domains that nobody can own (RFC 2606: `.example`, `.invalid`), hashes begin with one known prefix.
 */

/** `SIM-` and the beginning of the address of what was run: the same run has the same name everywhere. */
export const runName = ({ address, scenario }: Pick<LogHeader, "address" | "scenario">): string =>
  `SIM-${address === "" ? scenario : address.slice(0, 12)}`;

export const partyName = (id: string): string => `SIM-${id}`;
export const itemNameOutside = (item: string): string => `SIM-ITEM-${item}`;
export const messageName = (header: LogHeader, number: number): string => `${runName(header)}-M${number}`;
export const orderName = (header: LogHeader, number: number): string => `${runName(header)}-RO${number}`;

/** Where something stands on an invented service. */
export const addressOf = (platform: string, rest: string): string =>
  `https://${platform}.example/simulation/${rest}`;

/** Nobody's mail box: `.invalid` never resolves. */
export const mailOf = (party: string): string => `simulation@${party}.invalid`;

/** The first 64 of the 256 bits of every synthetic hash: whatever begins otherwise is not one of ours. */
export const HASH_PREFIX = "51a0".repeat(4);

const HASH = new RegExp(`^${HASH_PREFIX}[0-9a-f]{48}$`);

export const isSyntheticHash = (text: string): boolean => HASH.test(text);

/** What stands for the hash of one version of the incident's material: no picture has it, and none can be found by it. */
export function syntheticHash({ address }: Pick<LogHeader, "address">, version: number): string {
  const digits = [0, 1].map((half) => {
    const digest = new Digest();
    digest.text(address);
    digest.float(version);
    digest.word(half);
    return digest.hex();
  });
  return HASH_PREFIX + digits.join("").slice(0, 48);
}
