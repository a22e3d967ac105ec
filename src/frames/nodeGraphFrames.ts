import {
  createDataFrame,
  type DataFrame,
  type FieldDTO,
  FieldType,
  formattedValueToString,
  getValueFormat,
} from '@grafana/data';
import { addDefined } from '../core/addDefined';
import { type FlowGraph, type GraphEdge, type GraphNode } from '../core/graph/graph';
import { lossEvents, type LossLevel, lossLevel } from '../core/graph/loss';
import { nodeDetail } from '../core/graph/nodeDetail';

/** CSS colours: Grafana's panel takes those of edges as they are, in light and dark themes alike. */
const EDGE_COLORS: Record<LossLevel, string> = {
  unknown: '#999999',
  none: '#999999',
  some: '#FF7383',
  severe: '#C4162A',
};
const ARC_COLORS = { acrossZones: 'orange', others: 'blue' };
const THICKNESS = { least: 1, most: 8 };

/**
 * A flow graph as the two frames of Grafana's own node graph panel (packages/grafana-data,
 * utils/nodeGraph.ts): all fields always there, whatever the graph holds.
 *
 * Both ends of every edge are among the nodes, or that panel would crash.
 */
export function nodeGraphFrames(graph: FlowGraph, refId?: string): [nodes: DataFrame, edges: DataFrame] {
  return [frame('nodes', nodeFields(nodeRows(graph)), refId), frame('edges', edgeFields(graph.edges), refId)];
}

/** What passed a node, in either direction. */
interface NodeRow {
  node: GraphNode;
  bytes: number | undefined;
  crossZoneBytes: number;
  losses: number | undefined;
}

function missingEnds({ nodes, edges }: FlowGraph): GraphNode[] {
  const known = new Set(nodes.map(({ id }) => id));
  const missing = new Set(edges.flatMap(({ source, target }) => [source, target]).filter((id) => !known.has(id)));
  const unknown = { kind: 'unknown' as const, isExternal: true, podCount: 0, childCount: 0, zoneIds: [] };
  return [...missing].map((id) => ({ id, label: id, ...unknown }));
}

function nodeRows(graph: FlowGraph): NodeRow[] {
  const rows = new Map<string, NodeRow>();
  for (const node of [...graph.nodes, ...missingEnds(graph)]) {
    rows.set(node.id, { node, bytes: undefined, crossZoneBytes: 0, losses: undefined });
  }
  for (const edge of graph.edges) {
    // An edge from a node to itself passes it once.
    for (const id of new Set([edge.source, edge.target])) {
      const row = rows.get(id);
      if (row) {
        row.bytes = addDefined(row.bytes, edge.bytes);
        row.losses = addDefined(row.losses, lossesOf(edge));
        row.crossZoneBytes += edge.crossZoneBytes;
      }
    }
  }
  return [...rows.values()];
}

function nodeFields(rows: readonly NodeRow[]): FieldDTO[] {
  return [
    text('id', undefined, rows, ({ node }) => idInSvg(node.id)),
    text('title', undefined, rows, ({ node }) => node.label),
    text('subtitle', undefined, rows, ({ node }) => nodeDetail(node)),
    text('mainstat', 'Bytes', rows, ({ bytes }) => shown('decbytes', bytes)),
    text('secondarystat', 'Losses', rows, ({ losses }) => lossText(losses)),
    arc('arc__across_zones', 'Across zones', ARC_COLORS.acrossZones, rows, acrossZonesShare),
    arc('arc__others', 'Not across zones', ARC_COLORS.others, rows, (row) =>
      row.bytes ? 1 - acrossZonesShare(row) : 0
    ),
    text('detail__kind', 'Kind', rows, ({ node }) => node.kind),
    text('detail__namespace', 'Namespace', rows, ({ node }) => node.namespace),
    text('detail__pods', 'Pods', rows, ({ node }) => shown('short', node.podCount)),
    text('detail__zones', 'Zones', rows, ({ node }) => listed(node.zoneIds)),
    text('detail__cross_zone_bytes', 'Bytes across zones', rows, (row) => shown('decbytes', row.crossZoneBytes)),
  ];
}

function edgeFields(edges: readonly GraphEdge[]): FieldDTO[] {
  const mostBytes = edges.reduce((most, { bytes = 0 }) => Math.max(most, bytes), 1);
  return [
    text('id', undefined, edges, ({ source, target }) => `${idInSvg(source)}>${idInSvg(target)}`),
    text('source', undefined, edges, ({ source }) => idInSvg(source)),
    text('target', undefined, edges, ({ target }) => idInSvg(target)),
    text('mainstat', 'Bytes', edges, ({ bytes }) => shown('decbytes', bytes)),
    text('secondarystat', 'Losses', edges, (edge) => lossText(lossesOf(edge))),
    number('thickness', undefined, undefined, edges, ({ bytes = 0 }) => thicknessOf(bytes / mostBytes)),
    text('color', undefined, edges, (edge) => EDGE_COLORS[lossLevel(edge)]),
    text('detail__retransmissions', 'Retransmissions', edges, (edge) => shown('short', edge.retransmissions)),
    text('detail__timeouts', 'Retransmission timeouts', edges, ({ timeouts }) => shown('short', timeouts)),
    text('detail__round_trip_time', 'Round-trip time', edges, (edge) => shown('µs', edge.roundTripTimeMicroseconds)),
    text('detail__cross_zone_bytes', 'Bytes across zones', edges, (edge) => shown('decbytes', edge.crossZoneBytes)),
    text('detail__ports', 'Ports', edges, ({ ports }) => listed(ports)),
    text('detail__flows', 'Flows', edges, ({ flowCount }) => shown('short', flowCount)),
  ];
}

/**
 * An id as Grafana's panel needs it: it refers to an arrowhead by its edge's id, unquoted (`url(#triangle-…)`), so that
 * a space, a quote, or a parenthesis leaves the edge without one. Every character that could matter there becomes its
 * code between underscores, which keeps ids unique: "Amazon S3" is "Amazon_20_S3".
 */
function idInSvg(id: string): string {
  return id.replace(/[^\w/.:-]|_/gu, (character) => `_${character.codePointAt(0)?.toString(16)}_`);
}

/** The root keeps light edges apart from each other, which are most of a graph. */
function thicknessOf(share: number): number {
  return THICKNESS.least + (THICKNESS.most - THICKNESS.least) * Math.sqrt(share);
}

function acrossZonesShare({ bytes, crossZoneBytes }: NodeRow): number {
  return bytes ? Math.min(crossZoneBytes / bytes, 1) : 0;
}

function lossesOf(edge: GraphEdge): number | undefined {
  return lossLevel(edge) === 'unknown' ? undefined : lossEvents(edge);
}

/** Grafana's node graph writes numbers out, "4602081061.00 decbytes": so it gets them as people read them. */
function shown(unit: string, value: number | undefined): string | undefined {
  return value === undefined ? undefined : formattedValueToString(getValueFormat(unit)(value));
}

function lossText(losses: number | undefined): string | undefined {
  return losses === undefined ? undefined : `${shown('short', losses)} ${losses === 1 ? 'loss' : 'losses'}`;
}

function listed(values: ReadonlyArray<string | number>): string | undefined {
  return values.length === 0 ? undefined : values.join(', ');
}

function frame(name: 'nodes' | 'edges', fields: FieldDTO[], refId: string | undefined): DataFrame {
  return createDataFrame({ refId, name, meta: { preferredVisualisationType: 'nodeGraph' }, fields });
}

function text<Row>(
  name: string,
  displayName: string | undefined,
  rows: readonly Row[],
  read: (row: Row) => string | undefined
): FieldDTO {
  const config = displayName === undefined ? {} : { displayName };
  return { name, type: FieldType.string, config, values: rows.map((row) => read(row) ?? null) };
}

function number<Row>(
  name: string,
  displayName: string | undefined,
  unit: string | undefined,
  rows: readonly Row[],
  read: (row: Row) => number | undefined
): FieldDTO {
  const config = { ...(displayName !== undefined && { displayName }), ...(unit !== undefined && { unit }) };
  return { name, type: FieldType.number, config, values: rows.map((row) => read(row) ?? null) };
}

/** A part of the ring around a node; all parts together make one, or none where no bytes are known. */
function arc<Row>(
  name: string,
  displayName: string,
  fixedColor: string,
  rows: readonly Row[],
  read: (row: Row) => number
): FieldDTO {
  const config = { displayName, color: { mode: 'fixed', fixedColor } };
  return { name, type: FieldType.number, config, values: rows.map(read) };
}
