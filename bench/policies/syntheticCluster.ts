/** A large synthetic cluster, whose pods, Services, and policies are a pure function of its size. */
import { podSuffix, podTemplateHash } from '../../simulator/world/kubernetesNames';
import { combine, unit } from '../../simulator/world/hash';
import { type PolicyCase } from '../../src/testing/policyCases';

export interface ClusterSize {
  namespaces: number;
  workloadsPerNamespace: number;
  servicesPerNamespace: number;
}

interface SyntheticService {
  namespace: string;
  name: string;
  clusterIP: string;
  selector: { app: string };
  ports: Array<{ name: string; port: number; protocol: 'TCP'; targetPort: number | string }>;
}

export interface SyntheticWorkload {
  namespace: string;
  app: string;
  tier: string;
  pods: PolicyCase['pods'];
  service?: SyntheticService;
  /** The positions of the workloads that it connects to. */
  servers: readonly number[];
}

export interface SyntheticCluster {
  namespaces: PolicyCase['namespaces'];
  nodes: readonly string[];
  workloads: readonly SyntheticWorkload[];
}

/** The port of all workloads, by number or by the name `http`, and that of their Services. */
export const POD_PORT = 8080;
export const SERVICE_PORT = 80;
export const METRICS_PORT = 9090;

export const TIERS = ['front', 'middle', 'data'] as const;
/** Namespaces of a team have the same label. */
const NAMESPACES_PER_TEAM = 5;
const MAX_REPLICAS = 4;
const SERVERS_PER_WORKLOAD = 4;
const SHARE_OF_SERVERS_NEARBY = 0.7;
const PODS_PER_NODE = 25;

/** The cluster of a size. Every workload has one to four pods, which its Service selects by their label `app`. */
export function syntheticCluster(size: ClusterSize): SyntheticCluster {
  const workloadCount = size.namespaces * size.workloadsPerNamespace;
  const nodeCount = Math.ceil((workloadCount * MAX_REPLICAS) / 2 / PODS_PER_NODE);
  const nodes = Array.from({ length: nodeCount }, (_, index) => `10.0.${index >> 8}.${index & 255}`);
  const namespaces = Array.from({ length: size.namespaces }, (_, index) => ({
    name: namespaceName(index),
    labels: { team: `team-${Math.floor(index / NAMESPACES_PER_TEAM)}`, env: index % 2 === 0 ? 'prod' : 'staging' },
  }));
  const workloads = Array.from({ length: workloadCount }, (_, index) => workloadAt(index, size, nodes));
  return { namespaces, nodes, workloads };
}

export function namespaceName(index: number): string {
  return `space-${index}`;
}

export function appName(place: number): string {
  return `app-${place}`;
}

function workloadAt(index: number, size: ClusterSize, nodes: readonly string[]): SyntheticWorkload {
  const place = index % size.workloadsPerNamespace;
  const namespace = namespaceName(Math.floor(index / size.workloadsPerNamespace));
  const app = appName(place);
  const tier = TIERS[place % TIERS.length] ?? TIERS[0];
  const replicas = 1 + Math.floor(MAX_REPLICAS * unit(combine(1, index)));
  const template = podTemplateHash(combine(2, index));
  const pods = Array.from({ length: replicas }, (_, replica) => {
    const number = index * MAX_REPLICAS + replica;
    return {
      namespace,
      name: `${app}-${template}-${podSuffix(combine(3, number))}`,
      ip: `10.${1 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`,
      labels: { app, tier, version: `v${(place >> 2) & 3}`, 'pod-template-hash': template },
      ports: [
        { name: 'http', port: POD_PORT, protocol: 'TCP' as const },
        { name: 'metrics', port: METRICS_PORT, protocol: 'TCP' as const },
      ],
      node: nodes[combine(4, number) % nodes.length] ?? '',
    };
  });
  return {
    namespace,
    app,
    tier,
    pods,
    ...(place < size.servicesPerNamespace && { service: serviceOf(index, namespace, app) }),
    servers: Array.from({ length: SERVERS_PER_WORKLOAD }, (_, choice) => serverOf(index, choice, size)),
  };
}

/** Most servers are in the same namespace. */
function serverOf(client: number, choice: number, { namespaces, workloadsPerNamespace }: ClusterSize): number {
  const hash = combine(combine(5, client), choice);
  const isNearby = unit(combine(hash, 1)) < SHARE_OF_SERVERS_NEARBY;
  return isNearby
    ? client - (client % workloadsPerNamespace) + (combine(hash, 2) % workloadsPerNamespace)
    : combine(hash, 3) % (namespaces * workloadsPerNamespace);
}

function serviceOf(index: number, namespace: string, app: string): SyntheticService {
  return {
    namespace,
    name: app,
    clusterIP: `172.20.${index >> 8}.${index & 255}`,
    selector: { app },
    ports: [
      { name: 'http', port: SERVICE_PORT, protocol: 'TCP', targetPort: index % 2 === 0 ? POD_PORT : 'http' },
      { name: 'metrics', port: METRICS_PORT, protocol: 'TCP', targetPort: METRICS_PORT },
    ],
  };
}
