import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  FileInProgress,
  findShipped,
  kindOfFile,
  LARGEST,
  listYaml,
  openFile,
  readLibrary,
  readTextFile,
} from "../../src/store/index.ts";

let root = "";
const at = (...path: string[]) => join(root, ...path);

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "golden-hour-store-"));
  for (const folder of [
    "library/protocols",
    "library/platforms",
    "mine/protocols",
    "mine/shared",
    "elsewhere",
  ])
    mkdirSync(at(folder), { recursive: true });
  writeFileSync(at("library/quiet.yaml"), "quiet");
  writeFileSync(at("library/Not-An-Id.yaml"), "");
  writeFileSync(at("library/protocols/shipped.yaml"), "shipped protocol");
  writeFileSync(at("library/platforms/profiles.yaml"), "profiles");
  writeFileSync(at("mine/own.yaml"), "own");
  writeFileSync(at("mine/shared/near.yaml"), "near");
  writeFileSync(at("mine/protocols/beside.yaml"), "protocol beside");
  writeFileSync(at("elsewhere/secret.yaml"), "secret");
  symlinkSync(at("elsewhere/secret.yaml"), at("mine/link.yaml"));
  symlinkSync(at("elsewhere"), at("mine/way-out"));
  symlinkSync(at("mine/shared/near.yaml"), at("mine/inner.yaml"));
  symlinkSync(at("elsewhere/secret.yaml"), at("mine/protocols/sly.yaml"));
  writeFileSync(at("mine/large.yaml"), "");
  truncateSync(at("mine/large.yaml"), LARGEST + 1);
  execFileSync("mkfifo", [at("mine/pipe.yaml")]);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const left = () => readdirSync(at("elsewhere")).sort();
const library = () => readLibrary(at("library"));
const reader = () => {
  const opened = openFile(library(), at("mine/own.yaml"));
  if (!opened.ok) throw new Error("own.yaml");
  return opened.read;
};

describe("the library", () => {
  test("lists what has an id for a name", () => {
    expect(library().scenarios.map(({ id }) => id)).toEqual(["quiet"]);
    expect(library().protocols.map(({ id }) => id)).toEqual(["shipped"]);
    expect(findShipped(library(), "quiet")?.path).toBe(at("library/quiet.yaml"));
    expect(findShipped(library(), "../mine/own")).toBeUndefined();
  });

  test("of a folder that is not there is empty", () => {
    expect(readLibrary(at("nowhere")).scenarios).toEqual([]);
  });
});

describe("what a file may name", () => {
  test("files in its own folder and below, also by a link that stays inside", () => {
    expect(reader()("shared/near.yaml", "include")).toMatchObject({ text: "near" });
    expect(reader()("inner.yaml", "include")).toMatchObject({ text: "near" });
  });

  test("shared profiles of the library", () => {
    expect(reader()("library:profiles", "include")).toMatchObject({ text: "profiles" });
    expect(reader()("library:../../mine/own", "include")).toEqual({ fault: "missing" });
  });

  test("protocols beside it, or shipped ones", () => {
    expect(reader()("beside", "protocol")).toMatchObject({ text: "protocol beside" });
    expect(reader()("shipped", "protocol")).toMatchObject({ text: "shipped protocol" });
    expect(reader()("nowhere", "protocol")).toEqual({ fault: "missing" });
  });

  test.each([
    "../elsewhere/secret.yaml",
    "shared/../../elsewhere/secret.yaml",
    "link.yaml",
    "way-out/secret.yaml",
    "..",
    ".",
    "/etc/passwd",
    "a\0b",
  ])("never %s", (name) => {
    expect(reader()(name, "include")).toEqual({ fault: "outside" });
  });

  test("no protocol behind a link that leads away, or by a path", () => {
    expect(reader()("sly", "protocol")).toEqual({ fault: "outside" });
    expect(reader()("../own", "protocol")).toEqual({ fault: "missing" });
  });

  test("no folder, pipe or large file", () => {
    expect(reader()("shared", "include")).toEqual({ fault: "unreadable" });
    expect(reader()("pipe.yaml", "include")).toEqual({ fault: "unreadable" });
    expect(reader()("large.yaml", "include")).toEqual({ fault: "too-large" });
    expect(reader()("absent.yaml", "include")).toEqual({ fault: "missing" });
  });
});

describe("reading a file", () => {
  test("tells what is in the way", () => {
    expect(readTextFile(at("mine/own.yaml"))).toEqual({ ok: true, text: "own" });
    expect(readTextFile(at("mine"))).toMatchObject({ fault: "not-a-file" });
    expect(readTextFile(at("mine/pipe.yaml"))).toMatchObject({ fault: "not-a-file" });
    expect(readTextFile("/dev/zero")).toMatchObject({ fault: "not-a-file" });
    expect(readTextFile(at("mine/large.yaml"))).toMatchObject({ fault: "too-large" });
    expect(readTextFile(at("mine/own.yaml/x"))).toMatchObject({ fault: "missing" });
  });

  test("takes one of exactly the largest size", () => {
    writeFileSync(at("exact.yaml"), "x".repeat(LARGEST));
    expect(readTextFile(at("exact.yaml"))).toMatchObject({ ok: true });
  });
});

describe("files to check", () => {
  test("are all .yaml below a folder, links to folders not followed", () => {
    const listed = listYaml(at("mine"));
    expect("files" in listed && listed.files.map((file) => file.slice(at("mine/").length))).toEqual([
      "inner.yaml",
      "large.yaml",
      "link.yaml",
      "own.yaml",
      "pipe.yaml",
      "protocols/beside.yaml",
      "protocols/sly.yaml",
      "shared/near.yaml",
    ]);
  });

  test("mean to be what their folder or their keys say", () => {
    expect(kindOfFile("a/protocols/x.yaml", "")).toBe("protocol");
    expect(kindOfFile("a/platforms/x.yaml", "")).toBe("platforms");
    expect(kindOfFile("x.yaml", "id: a\noriginals: {}\n")).toBe("scenario");
    expect(kindOfFile("x.yaml", "id: a\nbinding: law\n")).toBe("protocol");
    expect(kindOfFile("x.yaml", "schemaVersion: 1\nplatforms: {}\n")).toBe("platforms");
    expect(kindOfFile("x.yaml", "platforms: {}\n")).toBe("scenario");
    expect(kindOfFile("x.yaml", "nonsense")).toBe("scenario");
  });
});

describe("a file in progress", () => {
  test("is there when it is finished, and not before", () => {
    const file = new FileInProgress(at("elsewhere/new.txt"));
    file.write("one ");
    file.write("two");
    expect(left()).not.toContain("new.txt");
    file.finish();
    file.discard();
    expect(readFileSync(at("elsewhere/new.txt"), "utf8")).toBe("one two");
    expect(left()).toEqual(["new.txt", "secret.yaml"]);
  });

  test("leaves nothing when it is given up, and what was there before stays", () => {
    const file = new FileInProgress(at("elsewhere/new.txt"));
    file.write("x".repeat(1_000_000));
    file.discard();
    expect(readFileSync(at("elsewhere/new.txt"), "utf8")).toBe("one two");
    expect(left()).toEqual(["new.txt", "secret.yaml"]);
  });

  test("never takes the place of a folder, a pipe or a device", () => {
    for (const path of [at("mine"), at("mine/pipe.yaml"), "/dev/null"])
      expect(() => new FileInProgress(path)).toThrow("store/not_a_plain_file");
    expect(() => new FileInProgress(at("nowhere/new.txt"))).toThrow("ENOENT");
  });
});
