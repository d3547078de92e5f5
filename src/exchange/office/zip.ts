import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/** The first day that a zip file can name: no instant of the outside world stands in what we write. */
const FIRST_DAY = "1980-01-01T00:00:00";
const STAMP = /(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)/g;
const PROPERTIES = "docProps/core.xml";

/**
 * The same document without the time at which it was made, so that the same comparison gives the same bytes. Libraries that
 * write such documents read a clock of their own.
 */
export function withoutClock(bytes: Uint8Array): Uint8Array {
  const files = unzipSync(bytes);
  const properties = files[PROPERTIES];
  if (properties !== undefined)
    files[PROPERTIES] = strToU8(strFromU8(properties).replaceAll(STAMP, `$1${FIRST_DAY}Z$2`));
  return zipSync(files, { mtime: FIRST_DAY });
}
