/** Flows of a synthetic cluster. */
import { combine, unit } from '../../simulator/world/hash';
import { type FlowEnd, type PolicyFlow } from '../../src/core/policy/policyFlow';
import {
  METRICS_PORT,
  POD_PORT,
  SERVICE_PORT,
  type SyntheticCluster,
  type SyntheticWorkload,
} from './syntheticCluster';

const EXTERNAL_ADDRESSES = 5_000;

type FlowBetween = Pick<PolicyFlow, 'client' | 'server' | 'port' | 'service'>;

/** The kinds of flows. Those that appear several times are as many times as frequent. */
const KINDS = [
  toPodByService,
  toPodByService,
  toPodByService,
  toPodByService,
  toPod,
  toPod,
  toClusterIP,
  toInternet,
  fromInternet,
  ofInfrastructure,
];

/** Flows of random workloads to their servers and to addresses outside the cluster. */
export function syntheticFlows(cluster: SyntheticCluster, count: number): PolicyFlow[] {
  return Array.from({ length: count }, (_, index) => {
    const hash = combine(7, index);
    const client = chosen(cluster.workloads, combine(hash, 1));
    const server = cluster.workloads[chosen(client.servers, combine(hash, 2))] ?? client;
    return { protocol: 'TCP', ...chosen(KINDS, combine(hash, 3))(cluster, client, server, combine(hash, 4)) };
  });
}

function toPod(_: SyntheticCluster, client: SyntheticWorkload, server: SyntheticWorkload, hash: number): FlowBetween {
  return { client: podOf(client, combine(hash, 1)), server: podOf(server, combine(hash, 2)), port: POD_PORT };
}

function toPodByService(
  cluster: SyntheticCluster,
  client: SyntheticWorkload,
  server: SyntheticWorkload,
  hash: number
): FlowBetween {
  const { namespace, app: name } = server;
  return { ...toPod(cluster, client, server, hash), ...(server.service && { service: { namespace, name } }) };
}

function toClusterIP(
  cluster: SyntheticCluster,
  client: SyntheticWorkload,
  server: SyntheticWorkload,
  hash: number
): FlowBetween {
  return server.service === undefined
    ? toPod(cluster, client, server, hash)
    : { client: podOf(client, hash), server: addressEnd(server.service.clusterIP), port: SERVICE_PORT };
}

function toInternet(_: SyntheticCluster, client: SyntheticWorkload, __: SyntheticWorkload, hash: number): FlowBetween {
  return { client: podOf(client, combine(hash, 1)), server: externalEnd(combine(hash, 2)), port: 443 };
}

function fromInternet(
  _: SyntheticCluster,
  server: SyntheticWorkload,
  __: SyntheticWorkload,
  hash: number
): FlowBetween {
  return { client: externalEnd(combine(hash, 1)), server: podOf(server, combine(hash, 2)), port: POD_PORT };
}

/** Probes by nodes, requests for metrics, and DNS over TCP. */
function ofInfrastructure(
  { namespaces, workloads, nodes }: SyntheticCluster,
  workload: SyntheticWorkload,
  _: SyntheticWorkload,
  hash: number
): FlowBetween {
  const pod = podOf(workload, combine(hash, 1));
  const perNamespace = workloads.length / namespaces.length;
  const monitoring = workloads.slice(perNamespace, perNamespace + 1);
  return chosen(
    [
      { client: addressEnd(chosen(nodes, combine(hash, 2))), server: pod, port: POD_PORT },
      { client: podOf(chosen(monitoring, 0), combine(hash, 3)), server: pod, port: METRICS_PORT },
      { client: pod, server: podOf(chosen(workloads.slice(0, 1), 0), combine(hash, 4)), port: 53 },
    ],
    combine(hash, 5)
  );
}

function podOf({ pods }: SyntheticWorkload, hash: number): FlowEnd {
  const { namespace, name } = chosen(pods, hash);
  return { kind: 'pod', namespace, name };
}

/** Half of the addresses are in ranges that policies name. */
function externalEnd(hash: number): FlowEnd {
  const index = hash % EXTERNAL_ADDRESSES;
  return addressEnd(
    index % 2 === 0 ? `203.0.${(index >> 1) % 200}.${index >> 8}` : `198.51.${index >> 8}.${index & 255}`
  );
}

function addressEnd(address: string): FlowEnd {
  return { kind: 'address', address };
}

function chosen<Value>(values: readonly Value[], hash: number): Value {
  return values[Math.floor(values.length * unit(hash))]!;
}
