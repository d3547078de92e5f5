import { join, posix } from "node:path";
import { cruise, type ICruiseResult, type IForbiddenRuleType, type IModule } from "dependency-cruiser";
import type { Finding, GateReport } from "./finding.ts";
import { ROOMS, roomOf } from "./house.ts";
import { isString, listModules, readSource, type Source, type SyntaxNode, walk } from "./sources.ts";

const KNOWN = ROOMS.map((room) => room.name);
const PURE_ROOMS = `^src/(${ROOMS.filter((room) => room.pure)
  .map((room) => room.name)
  .join("|")})/`;
const DOOR = "^src/[^/]+/index\\.ts$";

function inRooms(names: readonly string[]): string {
  return `^src/(${names.join("|")})/`;
}

/** The plan of the house as dependency-cruiser rules; the comment is what a person reads. */
const RULES: readonly IForbiddenRuleType[] = [
  ...ROOMS.map((room) => ({
    name: "house/forbidden_room",
    comment: `${room.name} may import ${room.rooms.join(", ") || "no other room"}`,
    from: { path: inRooms([room.name]) },
    to: { path: inRooms(KNOWN.filter((name) => name !== room.name && !room.rooms.includes(name))) },
  })),
  {
    name: "house/not_by_the_door",
    comment: "another room is entered by its index.ts only",
    from: { path: "^src/([^/]+)/" },
    to: { path: "^src/[^/]+/", pathNot: ["^src/$1/", DOOR] },
  },
  { name: "house/cycle", comment: "no import cycles, types included", from: {}, to: { circular: true } },
  {
    name: "house/node_builtin",
    comment: "a pure room uses no Node built-in",
    from: { path: PURE_ROOMS },
    to: { dependencyTypes: ["core"] },
  },
  ...ROOMS.filter((room) => room.pure).map((room) => ({
    name: "house/npm_package",
    comment: `${room.name} may import ${room.packages.join(", ") || "no package"}`,
    from: { path: inRooms([room.name]) },
    to: {
      path: "(^|/)node_modules/",
      ...(room.packages.length > 0 && { pathNot: `(^|/)node_modules/(${room.packages.join("|")})/` }),
    },
  })),
  {
    name: "house/second_calendar",
    comment: "temporal-polyfill has one user: model/calendar.ts",
    from: { path: "^src/", pathNot: "^src/model/calendar\\.ts$" },
    to: { path: "(^|/)node_modules/temporal-polyfill/" },
  },
  {
    name: "house/unresolved",
    comment: "the import leads nowhere",
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: "house/outside",
    comment: "src imports only from src, packages and Node",
    from: { path: "^src/" },
    to: { pathNot: ["^src/", "(^|/)node_modules/"], dependencyTypesNot: ["core"], couldNotResolve: false },
  },
].map((rule) => ({ severity: "error", ...rule }) as IForbiddenRuleType);

/** Holds the imports of `root/src` against the plan of the house. */
export async function checkImports(root: string): Promise<GateReport> {
  const modules = listModules(root);
  if (modules.length === 0) return { findings: judgeCoverage([], []), seen: [] };
  const result = (
    await cruise(
      ["src"],
      {
        baseDir: root,
        parser: "swc",
        validate: true,
        doNotFollow: { path: "node_modules" },
        ruleSet: { forbidden: [...RULES] },
      },
      // A package may say where it is by conditions within conditions: the ones that Node asks by.
      { exportsFields: ["exports"], conditionNames: ["node", "import", "default"] },
    )
  ).output as ICruiseResult;
  const cruised = result.modules.filter((module) => module.source.startsWith("src/"));
  const sources = modules.map((file) => readSource(root, file));
  return {
    findings: [
      ...judgeCoverage(sources, cruised),
      ...modules.filter((file) => roomOf(file) === undefined).map(strangerFinding),
      ...result.summary.violations.map(({ rule, from, to, cycle }) => ({
        rule: rule.name,
        file: from,
        message: `imports ${cycle?.map((step) => step.name).join(" -> ") ?? to}: ${commentOf(rule.name, from)}`,
      })),
      ...sources.flatMap(judgeForms),
    ],
    seen: cruised.map((module) => module.source),
  };
}

function commentOf(name: string, from: string): string {
  const rule = RULES.find(
    (each) => each.name === name && new RegExp(String(each.from.path ?? "")).test(from),
  );
  return rule?.comment ?? "";
}

function strangerFinding(file: string): Finding {
  return { rule: "house/unknown_room", file, message: `stands in none of the rooms ${KNOWN.join(", ")}` };
}

/**
 * dependency-cruiser can pass while reading nothing (without a parser it knows no `.ts`). So each file
 * must be among its modules, and each import that we read ourselves among its dependencies.
 */
export function judgeCoverage(
  sources: readonly Source[],
  cruised: readonly Pick<IModule, "source" | "dependencies">[],
): Finding[] {
  if (sources.length === 0) {
    return [{ rule: "house/unseen", file: "src", message: "no module found: the gate has read nothing" }];
  }
  const known = new Map(
    cruised.map((module) => [
      module.source,
      new Set(module.dependencies.flatMap((each) => [each.resolved, bareName(each.module)])),
    ]),
  );
  return sources.flatMap((source) => {
    const dependencies = known.get(source.file);
    if (dependencies === undefined) {
      return [{ rule: "house/unseen", file: source.file, message: "was not read by the import gate" }];
    }
    return specifiersOf(source)
      .filter(
        ({ name }) => !dependencies.has(bareName(name)) && !dependencies.has(resolveBeside(source, name)),
      )
      .map(({ name, node }) => ({
        rule: "house/unseen",
        file: source.file,
        line: source.lineOf(node),
        message: `the import of ${name} was not read by the import gate`,
      }));
  });
}

function bareName(specifier: string): string {
  return specifier.replace(/^node:/, "");
}

function resolveBeside(source: Source, specifier: string): string {
  return posix.normalize(join(posix.dirname(source.file), specifier));
}

function specifiersOf(source: Source): { name: string; node: SyntaxNode }[] {
  const found: { name: string; node: SyntaxNode }[] = [];
  walk(source.tree, (node) => {
    if (/^(Import|ExportNamed|ExportAll)Declaration$/.test(node.type) && isString(node.source)) {
      found.push({ name: node.source.value, node });
    }
  });
  return found;
}

/** Forms of import that no import graph shows, or that hide what a door lets through. */
function judgeForms(source: Source): Finding[] {
  const findings: Finding[] = [];
  const report = (rule: string, node: SyntaxNode, message: string) =>
    findings.push({ rule, file: source.file, line: source.lineOf(node), message });
  walk(source.tree, (node) => {
    if (node.type === "TsImportType") {
      report(
        "house/inline_import_type",
        node,
        "write an import type at the top: the import graph misses this form",
      );
    }
    if (node.type === "CallExpression" && (node.callee as SyntaxNode).type === "Import") {
      const [argument] = node.arguments as readonly { expression: SyntaxNode }[];
      if (!isString(argument?.expression) && roomOf(source.file)?.pure) {
        report("house/computed_import", node, "a pure room names what it imports");
      }
    }
    if (node.type === "ExportAllDeclaration" && /^src\/[^/]+\/index\.ts$/.test(source.file)) {
      report("house/door_exports_all", node, "a door exports by name");
    }
  });
  return findings;
}
