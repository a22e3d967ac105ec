import { type Flow } from '../../../src/core/flow/flow';
import { type NodeIdentity, pathOf } from '../../../src/core/graph/pathOf';
import { type Grouping } from '../../../src/core/graph/level';
import { below } from '../../shared/world/random';

/** Flows of which exactly one pair loses many segments. */
export interface PlantedIncident {
  flows: Flow[];
  /** The flows of the pair. */
  lossy: Flow[];
}

/** Chance losses, and those of the incident, per GB. */
const QUIET_PER_GB = 300;
const LOSSY_PER_GB = { least: 15_000, most: 60_000 };
/** Fewer losses could be chance. */
const LEAST_LOSSES = 40;
const BYTES_PER_GB = 1e9;

/**
 * Replaces all losses of flows: by chance ones, and by many between two ends that are drawn by lot.
 *
 * @param grouping the ends are workloads, or nodes if it is "node"
 */
export function plantIncident(flows: readonly Flow[], grouping: Grouping, random: () => number): PlantedIncident {
  const pairs = [...new Set(flows.map((flow) => pairOf(flow, grouping)))].sort();
  const lossyPair = pairs[below(pairs.length, random)];
  const perGb = LOSSY_PER_GB.least + random() * (LOSSY_PER_GB.most - LOSSY_PER_GB.least);
  const all = flows.map((flow) => {
    const gigabytes = bytesOf(flow) / BYTES_PER_GB;
    const isLossy = pairOf(flow, grouping) === lossyPair;
    const losses = isLossy ? Math.max(perGb * gigabytes, LEAST_LOSSES) : QUIET_PER_GB * gigabytes * random();
    return { isLossy, flow: withLosses(flow, Math.round(losses)) };
  });
  return { flows: all.map(({ flow }) => flow), lossy: all.flatMap(({ isLossy, flow }) => (isLossy ? [flow] : [])) };
}

/** The groups around both ends of a flow, outermost first, up to workloads, nodes, or groups outside of the cluster. */
export function endsOf(
  { client, server }: Flow,
  grouping: Grouping
): { source: NodeIdentity[]; target: NodeIdentity[] } {
  const upToLayoutNode = (path: NodeIdentity[]) => path.slice(0, path[0]?.isExternal ? 1 : LAYOUT_NODE_DEPTH + 1);
  return {
    source: upToLayoutNode(pathOf(client, grouping, 'client')),
    target: upToLayoutNode(pathOf(server, grouping, 'server')),
  };
}

const LAYOUT_NODE_DEPTH = 2;

function pairOf(flow: Flow, grouping: Grouping): string {
  const { source, target } = endsOf(flow, grouping);
  return [source, target].map((path) => path[path.length - 1]?.id).join('>');
}

function bytesOf({ metrics: { bytes } }: Flow): number {
  return Math.max(bytes.byClient ?? 0, bytes.byServer ?? 0);
}

function withLosses(flow: Flow, retransmissions: number): Flow {
  return {
    ...flow,
    metrics: { ...flow.metrics, retransmissions: { byClient: retransmissions }, timeouts: { byClient: 0 } },
  };
}
