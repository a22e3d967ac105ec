/** The building blocks of applications: workloads, and the conversations between them. */

export interface WorkloadRef {
  namespace: string;
  workload: string;
}

/** The kinds of workloads that are simulated. */
export type WorkloadKind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'CronJob';

/** How a workload runs. */
export interface WorkloadSpec extends WorkloadRef {
  kind: WorkloadKind;
  /**
   * The number of pods with little traffic. Ignored for a DaemonSet, which has one per node, and a CronJob, which has
   * one per run.
   */
  replicas: number;
  /** The number of additional pods at the busiest hour. */
  extraReplicasAtPeak: number;
  /** The interval at which the pods are replaced, each time by a new revision. */
  rolloutEveryMinutes: number;
  /** The ports that the pod's spec declares. */
  tcpPorts: number[];
  /** The Service of the workload, with all declared ports. */
  service?: string;
  /** The port that the kubelet probes. */
  probePort?: number;
  hostNetwork: boolean;
  /** Whether pods have a second interface, attached by Multus. */
  secondInterface: boolean;
  /** Whether pods run on GPU nodes, and only there. */
  needsGpu: boolean;
  /** DNS lookups per pod and second, answered by CoreDNS. */
  dnsLookupsPerSecond: number;
  cron?: CronSchedule;
}

/** When a CronJob runs, and for how long. */
export interface CronSchedule {
  everyMinutes: number;
  durationSeconds: number;
}

/**
 * A reference to a workload, to an endpoint outside the cluster by name, or to the nodes themselves (kubelet,
 * hostNetwork pods).
 */
export type EndpointRef = WorkloadRef | { external: string } | { everyNode: true };

/** The traffic between clients and servers on a port. Bytes are payload per request. */
export interface ConversationSpec {
  client: EndpointRef;
  server: EndpointRef;
  port: number;
  protocol: 'TCP' | 'UDP';
  /** The total of all clients with little traffic; for probes of the kubelet, the value for each pod. */
  requestsPerSecond: number;
  requestBytes: number;
  responseBytes: number;
  connectionsPerRequest: number;
  /** Whether the client uses its second interface. */
  onSecondInterface: boolean;
  /** Whether the client connects directly to pods instead of the Service's cluster IP (proxies, scrapers). */
  toEndpoints: boolean;
}

/** Workloads and the conversations between them. */
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

/** A workload with defaults for everything that is not given. */
export function workload(
  kind: WorkloadKind,
  namespace: string,
  name: string,
  rest: Partial<Omit<WorkloadSpec, 'kind' | 'namespace' | 'workload'>> = {}
): WorkloadSpec {
  return { ...WORKLOAD_DEFAULTS, kind, namespace, workload: name, ...rest };
}

/** A reference to a workload. */
export function ref(namespace: string, name: string): WorkloadRef {
  return { namespace, workload: name };
}

/** Many requests over few, long-lived connections, as with HTTP/2 and pooled HTTP/1.1 clients. */
const CONVERSATION_DEFAULTS = {
  protocol: 'TCP' as const,
  connectionsPerRequest: 0.02,
  onSecondInterface: false,
  toEndpoints: false,
};

/** A TCP conversation with defaults for everything that is not given. */
export function conversation(
  client: EndpointRef,
  server: EndpointRef,
  port: number,
  volume: Pick<ConversationSpec, 'requestsPerSecond' | 'requestBytes' | 'responseBytes'> & Partial<ConversationSpec>
): ConversationSpec {
  return { ...CONVERSATION_DEFAULTS, client, server, port, ...volume };
}

/** Whether two references are to the same workload. */
export function sameWorkload(first: WorkloadRef, second: WorkloadRef): boolean {
  return first.namespace === second.namespace && first.workload === second.workload;
}

/** A reference as text: "namespace/workload", "external/name" or "nodes". */
export function endpointRefText(endpoint: EndpointRef): string {
  if ('external' in endpoint) {
    return `external/${endpoint.external}`;
  }
  return 'everyNode' in endpoint ? 'nodes' : `${endpoint.namespace}/${endpoint.workload}`;
}
