import { type DataFrame } from '@grafana/data';
import {
  forceCollide,
  forceLink,
  forceSimulation,
  forceX,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from 'd3-force';
import { type Endpoint } from '../../../src/core/flow/flow';
import { FlowFrameTable } from '../../../src/frames/flowFrameTable';
import { flowsToFrame } from '../../../src/frames/flowsFrame';
import { flowOf } from './flowOf';
import { type SimulatedWorld, type WorldEdge, worldFlows, type WorldNode } from './scenarios';

/** A world as the data source hands it over. */
export function frameOf(world: SimulatedWorld): DataFrame {
  return flowsToFrame(worldFlows(world).map(flowOf), { startMs: 0, endMs: 1 });
}

/** As Grafana's node graph has it (public/app/plugins/panel/nodeGraph, 12.4), in this world's five times smaller px. */
const FORCES = { linkDistance: 30, linkStrength: 0.5, x: 400, xStrength: 0.02, collide: 20, ticks: 300 };

/** What a graph library needs of a frame: decoded, and with places by the forces of Grafana's own node graph. */
export function worldOf(frame: DataFrame, name: SimulatedWorld['name']): SimulatedWorld {
  const nodes = new Map<string, WorldNode & SimulationNodeDatum>();
  const edges = new FlowFrameTable(frame).flows.map(({ client, server, port = 0, metrics }, index): WorldEdge => ({
    id: `edge-${index}`,
    client: nodeOf(client, nodes).id,
    server: nodeOf(server, nodes).id,
    port,
    bytes: metrics.bytes.byClient ?? 0,
    retransmissions: metrics.retransmissions.byClient ?? 0,
  }));
  const links = edges.map(({ client, server }): SimulationLinkDatum<WorldNode & SimulationNodeDatum> => ({
    source: client,
    target: server,
  }));
  forceSimulation([...nodes.values()])
    .force(
      'link',
      forceLink<WorldNode & SimulationNodeDatum, (typeof links)[number]>(links)
        .id(({ id }) => id)
        .distance(FORCES.linkDistance)
        .strength(FORCES.linkStrength)
    )
    .force('x', forceX(FORCES.x).strength(FORCES.xStrength))
    .force('collide', forceCollide(FORCES.collide))
    .stop()
    .tick(FORCES.ticks);
  return { name, nodes: [...nodes.values()], edges };
}

function nodeOf(
  { namespace = '', pod = '', workload, zoneId = '' }: Endpoint,
  nodes: Map<string, WorldNode>
): WorldNode {
  const id = `${namespace}/${pod}`;
  const known = nodes.get(id);
  if (known) {
    return known;
  }
  // The simulation's own first places, a spiral, are not known before it begins.
  const node = { id, namespace, workload: workload?.name ?? '', pod, zone: zoneId, x: NaN, y: NaN };
  nodes.set(id, node);
  return node;
}
