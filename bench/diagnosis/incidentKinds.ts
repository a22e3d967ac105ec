import { type Incident, type IncidentKind } from '../../simulator/incidents/incident';
import { type SimulatedWorld } from '../../simulator/incidents/simulatedWorld';
import { type WrittenObject } from '../../simulator/kubernetes/object';
import { workloadLabels } from '../../simulator/kubernetes/labels';
import { COREDNS_WORKLOAD } from '../../simulator/world/applications/platform';
import { ref, sameWorkload, type WorkloadRef } from '../../simulator/world/applications/workloads';
import { type ClusterNode } from '../../simulator/world/nodes';
import { HOUR_MS, MINUTE_MS } from '../../simulator/world/time';
import { type EndPlace, type Place, zonePairOf } from '../../src/core/diagnosis/place';
import { type Draw } from './draw';
import { type Label } from './labels';

/** The true cause of an incident. */
export interface Truth {
  label: Label;
  /** The cause is found if it is at one of these places, which mean the same. */
  places: readonly Place[];
  /** When its first effect can be seen. */
  sinceMs: number;
}

/** An incident with its true cause. */
export interface DrawnIncident {
  incident: Incident;
  truth: Truth;
}

interface Context {
  world: SimulatedWorld;
  draw: Draw;
  startMs: number;
}

/** What happens, where, and from when on if not from the given start. */
interface Drawn {
  what: IncidentKind;
  places: readonly Place[];
  startMs?: number;
  endMs?: number;
  sinceMs?: number;
}

const workloadPlace = ({ namespace, workload }: WorkloadRef): EndPlace => ({ kind: 'workload', namespace, workload });
const pairPlace = (client: WorkloadRef, server: WorkloadRef, acrossZones?: true): Place => ({
  kind: 'pair',
  client: workloadPlace(client),
  server: workloadPlace(server),
  ...(acrossZones && { acrossZones }),
});

const shop = (workload: string) => ref('ecommerce', workload);
const retail = (workload: string) => ref('retail-store', workload);
const photos = (workload: string) => ref('photo-gallery', workload);

/** Conversations between workloads with traffic at all times. */
const CONVERSATIONS: ReadonlyArray<readonly [WorkloadRef, WorkloadRef]> = [
  [shop('graphql-api'), shop('orders')],
  [shop('graphql-api'), shop('products')],
  [shop('products'), shop('products-cache')],
  [shop('orders'), shop('orders-db')],
  [retail('ui'), retail('catalog')],
  [retail('ui'), retail('carts')],
  [retail('catalog'), retail('catalog-mysql')],
  [retail('orders'), retail('orders-postgresql')],
  [photos('api-gateway'), photos('gallery')],
  [photos('api-gateway'), photos('upload')],
];

/** Deployments that open new connections all the time. */
const SERVERS = [
  shop('orders'),
  shop('products'),
  retail('catalog'),
  retail('carts'),
  photos('gallery'),
  photos('upload'),
];

/** Groups of endpoints outside the cluster by their names in the simulator, with the names that the product gives them. */
const EXTERNALS: ReadonlyArray<readonly [string, string]> = [
  ['s3', 'Amazon S3'],
  ['dynamodb', 'Amazon DynamoDB'],
  ['cloudwatch-logs', 'AWS service'],
  ['product-database', 'vpc-0f9e2b64d18a7c530'],
  ['standby-database', 'Region us-west-2'],
];

/** Clients and servers that never communicate. */
const NEW_CONVERSATIONS: ReadonlyArray<readonly [WorkloadRef, WorkloadRef, number]> = [
  [retail('ui'), shop('orders-db'), 5432],
  [photos('gallery'), retail('catalog-mysql'), 3306],
  [shop('products'), retail('carts'), 8080],
  [ref('batch', 'report-export'), shop('orders-db'), 5432],
  [photos('api-gateway'), shop('products-cache'), 6379],
];

/** Conversations whose servers have pods in all zones. */
const ROUTED: ReadonlyArray<readonly [WorkloadRef, WorkloadRef]> = [
  [shop('graphql-api'), shop('products')],
  [shop('graphql-api'), shop('orders')],
  [retail('ui'), retail('catalog')],
];

function busyNode({ world, draw, startMs }: Context): ClusterNode {
  const pods = world.cells.flatMap((cell) => cell.pods(startMs, startMs + 1)).filter(({ spec }) => !spec.hostNetwork);
  const counts = world.nodes.map((node) => ({ node, count: pods.filter((pod) => pod.node === node).length }));
  // A node with only the pods of DaemonSets has hardly any traffic that could be lost.
  return draw.oneOf(counts.filter(({ count }) => count >= 5)).node;
}

function onNode(kind: 'inbound-bandwidth' | 'outbound-bandwidth' | 'packet-rate' | 'conntrack-exhaustion') {
  return (context: Context): Drawn => {
    const { name: node } = busyNode(context);
    const packetsPerSecond = context.draw.between(10, 300);
    return { what: { kind, node, packetsPerSecond }, places: [{ kind: 'node', node }] };
  };
}

function denyPolicy(server: WorkloadRef, { world }: Context): WrittenObject[] {
  const spec = world.workloads.find((candidate) => sameWorkload(candidate, server));
  return spec
    ? [
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: { namespace: server.namespace, name: `${server.workload}-ingress` },
          spec: {
            podSelector: { matchLabels: workloadLabels(spec).selector },
            policyTypes: ['Ingress'],
            ingress: [
              { from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'nothing-has-this-name' } } }] },
            ],
          },
        },
      ]
    : [];
}

/** The first time from a start on at which a pod of a workload runs: CronJobs run only sometimes. */
function runsFrom(workload: WorkloadRef, startMs: number, world: SimulatedWorld): number {
  const pods = world.cells
    .flatMap((cell) => cell.pods(startMs, startMs + HOUR_MS))
    .filter(({ spec }) => sameWorkload(spec, workload));
  return Math.max(startMs, Math.min(...pods.map((pod) => pod.startMs)));
}

/** The times at which a workload begins to run each new revision, after a time. */
function newRevisions({ world, startMs }: Context, within: number) {
  const endMs = startMs + within;
  const pods = world.cells.flatMap((cell) => cell.pods(startMs, endMs));
  return SERVERS.flatMap((server) => {
    const of = pods.filter(({ spec, startMs: ms }) => sameWorkload(spec, server) && ms < endMs);
    const old = Math.min(...of.map(({ revision }) => revision));
    const young = of.filter(({ revision, startMs: ms }) => revision > old && ms >= startMs);
    const [first] = young;
    return first ? [{ server, revision: first.revision, startMs: Math.min(...young.map((pod) => pod.startMs)) }] : [];
  });
}

/** The latest beginning of a rollout after the start that is drawn. */
const ROLLOUT_WITHIN_MS = 12 * MINUTE_MS;

/** How each kind is drawn; undefined if it cannot happen at the time. */
export const INCIDENT_KINDS: Record<Label, (context: Context) => Drawn | undefined> = {
  'inbound bandwidth': onNode('inbound-bandwidth'),
  'outbound bandwidth': onNode('outbound-bandwidth'),
  'packet rate': onNode('packet-rate'),
  'connection tracking': onNode('conntrack-exhaustion'),
  'DNS limit': ({ draw }) => ({
    what: { kind: 'dns-overload', loadFactor: draw.between(6, 12) },
    places: [workloadPlace(COREDNS_WORKLOAD)],
  }),
  'AWS network between zones': ({ world, draw }) => {
    const { zones } = world.facts;
    const first = draw.whole(0, zones.length);
    const [a, b] = [zones[first], zones[(first + 1) % zones.length]];
    const place = zonePairOf(a?.azName, b?.azName);
    return (
      place && {
        what: {
          kind: 'zone-impairment',
          zones: [a?.azId ?? '', b?.azId ?? ''],
          lossRatio: draw.between(0.005, 0.05),
          roundTripFactor: draw.between(1, 4),
        },
        places: [place],
      }
    );
  },
  'AWS network of one path': ({ draw }) => {
    const [client, server] = draw.oneOf(CONVERSATIONS);
    const lossRatio = draw.between(0.01, 0.05);
    return {
      what: { kind: 'lossy-path', client, server, lossRatio, roundTripFactor: draw.between(1, 4) },
      places: [pairPlace(client, server, true)],
    };
  },
  node: (context) => {
    const { name: node } = busyNode(context);
    return {
      what: { kind: 'lossy-node', node, lossRatio: context.draw.between(0.005, 0.05) },
      places: [{ kind: 'node', node }],
    };
  },
  'outside endpoint': ({ draw }) => {
    const [external, name] = draw.oneOf(EXTERNALS);
    return {
      what: {
        kind: 'lossy-external',
        external,
        lossRatio: draw.between(0.02, 0.1),
        roundTripFactor: draw.between(1, 3),
      },
      places: [{ kind: 'external', name }],
    };
  },
  policy: (context) => {
    const server = context.draw.oneOf(SERVERS);
    return {
      what: { kind: 'network-policies', enforcement: 'vpc-cni-standard', objects: denyPolicy(server, context) },
      places: [workloadPlace(server), ...clientsOf(server).map((client) => pairPlace(client, server))],
    };
  },
  rollout: (context) => {
    const rollouts = newRevisions(context, ROLLOUT_WITHIN_MS);
    if (rollouts.length === 0) {
      return undefined;
    }
    const { server, revision, startMs } = context.draw.oneOf(rollouts);
    return {
      what: { kind: 'unresponsive-pods', workload: server, sinceRevision: revision },
      places: [workloadPlace(server)],
      startMs,
    };
  },
  server: ({ draw }) => {
    const server = draw.oneOf(SERVERS);
    return {
      what: { kind: 'unresponsive-pods', workload: server },
      places: [workloadPlace(server), ...clientsOf(server).map((client) => pairPlace(client, server))],
    };
  },
  'new conversation': ({ draw, world, startMs }) => {
    const [client, server, port] = draw.oneOf(NEW_CONVERSATIONS);
    return {
      sinceMs: runsFrom(client, startMs, world),
      what: {
        kind: 'unexpected-conversation',
        client,
        server,
        port,
        requestsPerSecond: draw.between(3, 30),
        requestBytes: draw.between(100, 1000),
        responseBytes: draw.between(1000, 40_000),
      },
      places: [pairPlace(client, server)],
    };
  },
  'ended conversation': ({ draw }) => {
    const [client, server] = draw.oneOf(CONVERSATIONS);
    return { what: { kind: 'stopped-conversation', client, server }, places: [pairPlace(client, server)] };
  },
  'zone routing': ({ draw, startMs, world }) => {
    const [client, server] = draw.oneOf(ROUTED);
    const what = { kind: 'zone-aware-routing', client, server } as const;
    const places = [pairPlace(client, server)];
    // It is switched on, or it was on for a long time and is switched off.
    return draw.isTrue(0.5)
      ? { what, places }
      : { what, places, startMs: world.options.epochMs, endMs: startMs, sinceMs: startMs };
  },
  'silent agent': ({ world, draw }) => {
    const { name: node } = draw.oneOf(world.nodes);
    return { what: { kind: 'agent-outage', node, losesFlows: true }, places: [{ kind: 'node', node }] };
  },
  'agent restart': ({ world, draw, startMs }) => {
    const { name: node } = draw.oneOf(world.nodes);
    const endMs = startMs + draw.between(5_000, 40_000);
    return {
      what: { kind: 'agent-outage', node, losesFlows: true },
      places: [{ kind: 'node', node }],
      endMs,
      sinceMs: endMs,
    };
  },
};

function clientsOf(server: WorkloadRef): WorkloadRef[] {
  return CONVERSATIONS.filter(([, to]) => sameWorkload(to, server)).map(([client]) => client);
}
