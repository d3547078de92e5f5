import { Inflate } from "fflate";
import { MSEL_LIMITS, RefusedError } from "./limits.ts";

/**
 * Parts of a zip file, inflated piece by piece and counted meanwhile: neither what its directory says of sizes nor what it
 * hides is believed. Nothing is inflated where the directory already says too much.
 */

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 65_535;
const MOST_ENTRIES = 2000;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
/** Little at a time: so much may become a thousand times as much. */
const PIECE = 1 << 11;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: Uint8Array;
}

export const isZip = (bytes: Uint8Array): boolean =>
  bytes.length > 3 && bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/** The parts whose names are wanted, as texts in UTF-8. Throws `RefusedError`. */
export function unzip(bytes: Uint8Array, isWanted: (name: string) => boolean): ReadonlyMap<string, string> {
  const entries = directory(bytes);
  const parts = new Map<string, string>();
  let total = 0;
  for (const { name, method, packed } of entries) {
    if (!isWanted(name)) continue;
    const pieces: Uint8Array[] = [];
    const take = (piece: Uint8Array) => {
      total += piece.length;
      if (total > MSEL_LIMITS.unzipped) throw new RefusedError("msel/unzips_too_large");
      pieces.push(piece);
    };
    if (method === STORED) take(packed);
    else inflate(packed, take);
    const decoder = new TextDecoder();
    parts.set(
      name,
      pieces.map((piece) => decoder.decode(piece, { stream: true })).join("") + decoder.decode(),
    );
  }
  return parts;
}

function inflate(packed: Uint8Array, take: (piece: Uint8Array) => void): void {
  const inflater = new Inflate((piece) => take(piece));
  try {
    for (let from = 0; from < packed.length; from += PIECE)
      inflater.push(packed.subarray(from, from + PIECE), from + PIECE >= packed.length);
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    throw broken();
  }
}

const broken = () => new RefusedError("msel/broken_file");

function directory(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) throw broken();
  const count = view.getUint16(end + 10, true);
  if (count > MOST_ENTRIES) throw broken();
  let place = view.getUint32(end + 16, true);
  let told = 0;
  const entries: Entry[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      if (view.getUint32(place, true) !== ENTRY) throw broken();
      const [flags, method] = [view.getUint16(place + 8, true), view.getUint16(place + 10, true)];
      const [packed, size] = [view.getUint32(place + 20, true), view.getUint32(place + 24, true)];
      const [nameLength, extra] = [view.getUint16(place + 28, true), view.getUint16(place + 30, true)];
      const [comment, local] = [view.getUint16(place + 32, true), view.getUint32(place + 42, true)];
      const name = new TextDecoder().decode(bytes.subarray(place + 46, place + 46 + nameLength));
      told += size;
      if (told > MSEL_LIMITS.unzipped) throw new RefusedError("msel/unzips_too_large");
      if ((flags & ENCRYPTED) !== 0 || (method !== STORED && method !== DEFLATED)) throw broken();
      if (view.getUint32(local, true) !== LOCAL) throw broken();
      const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      if (from + packed > bytes.length) throw broken();
      entries.push({ name, method, packed: bytes.subarray(from, from + packed) });
      place += 46 + nameLength + extra + comment;
    }
  } catch (error) {
    // Whatever points beyond the file.
    if (error instanceof RangeError) throw broken();
    throw error;
  }
  return entries;
}

function findEnd(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - END_LENGTH - LONGEST_COMMENT);
  for (let place = view.byteLength - END_LENGTH; place >= first; place -= 1)
    if (view.getUint32(place, true) === END) return place;
  return undefined;
}
