/** What runs in the cluster and who talks to whom: the vocabulary of the applications. */

export interface WorkloadRef {
  namespace: string;
  workload: string;
}

export type WorkloadKind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'CronJob';

export interface WorkloadSpec extends WorkloadRef {
  kind: WorkloadKind;
  /** At rest; a DaemonSet has one per node and a CronJob one per run whatever is said here. */
  replicas: number;
  /** How many more at the busiest hour. */
  extraReplicasAtPeak: number;
  /** The pods are replaced this often, each time by a new revision. */
  rolloutEveryMinutes: number;
  /** Declared in the pod's spec. */
  tcpPorts: number[];
  /** The Service in front, of all declared ports. */
  service?: string;
  /** What the kubelet probes. */
  probePort?: number;
  hostNetwork: boolean;
  /** A second, Multus-attached interface. */
  secondInterface: boolean;
  /** Runs on the GPU nodes, and only there. */
  needsGpu: boolean;
  /** Name look-ups per pod and second, answered by CoreDNS. */
  dnsLookupsPerSecond: number;
  cron?: CronSchedule;
}

export interface CronSchedule {
  everyMinutes: number;
  durationSeconds: number;
}

/** A workload; something outside the cluster, by name; or the nodes themselves (kubelet, hostNetwork pods). */
export type EndpointRef = WorkloadRef | { external: string } | { everyNode: true };

export interface ConversationSpec {
  client: EndpointRef;
  server: EndpointRef;
  port: number;
  protocol: 'TCP' | 'UDP';
  /** Of all clients together, at rest; of each pod where the kubelet probes it. */
  requestsPerSecond: number;
  requestBytes: number;
  responseBytes: number;
  connectionsPerRequest: number;
  /** The client uses its second interface. */
  onSecondInterface: boolean;
  /** The client finds the pods itself and does not go through the Service's cluster IP (proxies, scrapers). */
  toEndpoints: boolean;
}

export interface Application {
  workloads: WorkloadSpec[];
  conversations: ConversationSpec[];
}

const WORKLOAD_DEFAULTS = {
  replicas: 1,
  extraReplicasAtPeak: 0,
  rolloutEveryMinutes: 2880,
  tcpPorts: [],
  hostNetwork: false,
  secondInterface: false,
  needsGpu: false,
  dnsLookupsPerSecond: 0,
};

export function workload(
  kind: WorkloadKind,
  namespace: string,
  name: string,
  rest: Partial<Omit<WorkloadSpec, 'kind' | 'namespace' | 'workload'>> = {}
): WorkloadSpec {
  return { ...WORKLOAD_DEFAULTS, kind, namespace, workload: name, ...rest };
}

export function ref(namespace: string, name: string): WorkloadRef {
  return { namespace, workload: name };
}

/** Many requests over few, long-lived connections, as between HTTP/2 and pooled HTTP/1.1 clients. */
const CONVERSATION_DEFAULTS = {
  protocol: 'TCP' as const,
  connectionsPerRequest: 0.02,
  onSecondInterface: false,
  toEndpoints: false,
};

export function conversation(
  client: EndpointRef,
  server: EndpointRef,
  port: number,
  volume: Pick<ConversationSpec, 'requestsPerSecond' | 'requestBytes' | 'responseBytes'> & Partial<ConversationSpec>
): ConversationSpec {
  return { ...CONVERSATION_DEFAULTS, client, server, port, ...volume };
}

export function sameWorkload(first: WorkloadRef, second: WorkloadRef): boolean {
  return first.namespace === second.namespace && first.workload === second.workload;
}

export function endpointRefText(endpoint: EndpointRef): string {
  if ('external' in endpoint) {
    return `external/${endpoint.external}`;
  }
  return 'everyNode' in endpoint ? 'nodes' : `${endpoint.namespace}/${endpoint.workload}`;
}
