import Elk, { type ElkExtendedEdge, type ElkNode } from "elkjs/lib/elk-api.js";
import workerUrl from "elkjs/lib/elk-worker.min.js?url";
import { type Box, type Graph, LABEL_HEIGHT, type Line, labelWidth, NAME_HEIGHT } from "./graph.ts";

/** Places for boxes and lines, left to right, found by ELK in a thread of its own so that the page goes on. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedBox extends Point {
  readonly box: Box;
  readonly width: number;
  readonly height: number;
}

export interface PlacedLine {
  readonly line: Line;
  readonly points: readonly Point[];
  readonly label?: Point & { readonly width: number; readonly height: number };
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** each box before those inside it */
  readonly boxes: readonly PlacedBox[];
  readonly lines: readonly PlacedLine[];
}

const OPTIONS = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.json.shapeCoords": "ROOT",
  "elk.json.edgeCoords": "ROOT",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.edgeLabels.inline": "true",
  "elk.spacing.nodeNode": "18",
  "elk.spacing.edgeNode": "14",
  "elk.spacing.edgeEdge": "10",
  "elk.spacing.edgeLabel": "4",
  "elk.layered.spacing.nodeNodeBetweenLayers": "26",
  "elk.layered.spacing.edgeNodeBetweenLayers": "14",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
  "elk.layered.nodePlacement.favorStraightEdges": "true",
};

const INSIDE = { "elk.padding": `[top=${NAME_HEIGHT + 18},left=14,bottom=14,right=14]` };

let engine: InstanceType<typeof Elk> | undefined;

export async function layoutOf(graph: Graph): Promise<Layout> {
  engine ??= new Elk({ workerUrl });
  const placed = await engine.layout({
    ...nodeOf(graph.root),
    layoutOptions: { ...OPTIONS, "elk.padding": "[top=8,left=8,bottom=8,right=8]" },
    edges: graph.lines.map(edgeOf),
  });
  const boxes: PlacedBox[] = [];
  const visit = (box: Box, node: ElkNode) => {
    const { x = 0, y = 0, width = 0, height = 0, children = [] } = node;
    boxes.push({ box, x, y, width, height });
    const inside = new Map(children.map((child) => [child.id, child]));
    for (const each of box.inside) {
      const child = inside.get(each.id);
      if (child !== undefined) visit(each, child);
    }
  };
  visit(graph.root, placed);
  const edges = new Map((placed.edges ?? []).map((edge) => [edge.id, edge]));
  return {
    width: placed.width ?? 0,
    height: placed.height ?? 0,
    boxes: boxes.slice(1),
    lines: graph.lines.flatMap((line) => lineOf(line, edges.get(line.id))),
  };
}

function nodeOf(box: Box): ElkNode {
  const isLeaf = box.inside.length === 0;
  return {
    id: box.id,
    ...(isLeaf ? { width: box.width, height: box.height } : { layoutOptions: INSIDE }),
    children: box.inside.map(nodeOf),
  };
}

function edgeOf(line: Line): ElkExtendedEdge {
  const { id, from, to, label } = line;
  const labels =
    label.length === 0
      ? []
      : [
          {
            id: `${id} label`,
            text: label.join(" "),
            width: labelWidth(label),
            height: label.length * LABEL_HEIGHT,
          },
        ];
  return { id, sources: [from], targets: [to], labels };
}

function lineOf(line: Line, edge: ElkExtendedEdge | undefined): PlacedLine[] {
  const section = edge?.sections?.[0];
  if (section === undefined) return [];
  const label = edge?.labels?.[0];
  return [
    {
      line,
      points: [section.startPoint, ...(section.bendPoints ?? []), section.endPoint],
      label:
        label === undefined
          ? undefined
          : { x: label.x ?? 0, y: label.y ?? 0, width: label.width ?? 0, height: label.height ?? 0 },
    },
  ];
}
