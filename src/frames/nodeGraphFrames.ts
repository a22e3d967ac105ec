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

/** CSS colors. Grafana's panel uses edge colors unchanged, in light and dark themes. */
const EDGE_COLORS: Record<LossLevel, string> = {
  unknown: '#999999',
  none: '#999999',
  some: '#FF7383',
  severe: '#C4162A',
};
const ARC_COLORS = { acrossZones: 'orange', others: 'blue' };
const THICKNESS = { least: 1, most: 8 };

/**
 * A flow graph as the two frames of Grafana's node graph panel (packages/grafana-data,
 * utils/nodeGraph.ts). All fields always exist.
 *
 * Both ends of every edge are among the nodes; otherwise, that panel would crash.
 */
export function nodeGraphFrames(graph: FlowGraph, refId?: string): [nodes: DataFrame, edges: DataFrame] {
  return [frame('nodes', nodeFields(nodeRows(graph)), refId), frame('edges', edgeFields(graph.edges), refId)];
}

/** The traffic of a node, in both directions. */
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
    // An edge from a node to itself counts once.
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
    arc('arc__across_zones', 'Cross-zone', ARC_COLORS.acrossZones, rows, acrossZonesShare),
    arc('arc__others', 'Same-zone', ARC_COLORS.others, rows, (row) => (row.bytes ? 1 - acrossZonesShare(row) : 0)),
    text('detail__kind', 'Kind', rows, ({ node }) => node.kind),
    text('detail__namespace', 'Namespace', rows, ({ node }) => node.namespace),
    text('detail__pods', 'Pods', rows, ({ node }) => shown('short', node.podCount)),
    text('detail__zones', 'Zones', rows, ({ node }) => listed(node.zoneIds)),
    text('detail__cross_zone_bytes', 'Cross-zone bytes', rows, (row) => shown('decbytes', row.crossZoneBytes)),
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
    text('detail__cross_zone_bytes', 'Cross-zone bytes', edges, (edge) => shown('decbytes', edge.crossZoneBytes)),
    text('detail__ports', 'Ports', edges, ({ ports }) => listed(ports)),
    text('detail__flows', 'Flows', edges, ({ flowCount }) => shown('short', flowCount)),
  ];
}

/**
 * An ID that is safe for Grafana's panel, which refers to an arrowhead by the ID of its edge without quotes
 * (`url(#triangle-…)`): a space, a quote, or a parenthesis would remove the arrowhead. Unsafe characters are replaced by
 * their code between underscores, which keeps IDs unique: "Amazon S3" becomes "Amazon_20_S3".
 */
function idInSvg(id: string): string {
  return id.replace(/[^\w/.:-]|_/gu, (character) => `_${character.codePointAt(0)?.toString(16)}_`);
}

/** The square root keeps edges with little traffic, which are most of a graph, distinguishable. */
function thicknessOf(share: number): number {
  return THICKNESS.least + (THICKNESS.most - THICKNESS.least) * Math.sqrt(share);
}

function acrossZonesShare({ bytes, crossZoneBytes }: NodeRow): number {
  return bytes ? Math.min(crossZoneBytes / bytes, 1) : 0;
}

function lossesOf(edge: GraphEdge): number | undefined {
  return lossLevel(edge) === 'unknown' ? undefined : lossEvents(edge);
}

/** A formatted number: Grafana's node graph would show "4602081061.00 decbytes". */
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

/** A section of the ring around a node. The sections add up to one, or to zero if no bytes are known. */
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
