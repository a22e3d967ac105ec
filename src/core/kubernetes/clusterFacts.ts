import { areDifferent } from '../areDifferent';
import { canonicalAddress } from '../flow/canonicalAddress';
import { type Workload, type WorkloadKind } from './workload';
import { workloadFromPodName } from './workloadFromPodName';

/** One series of an answer of Prometheus: its labels. */
export type Labels = Readonly<Record<string, string | undefined>>;

/** The series of kube-state-metrics that tell names, as they were in a window. */
export interface KubeStateSeries {
  /** kube_pod_info of the pods that ran: namespace, pod, pod_ip, node, host_network. */
  pods: readonly Labels[];
  /** kube_pod_owner: namespace, pod, owner_kind, owner_name. */
  podOwners: readonly Labels[];
  /** kube_replicaset_owner: namespace, replicaset, owner_kind, owner_name. */
  replicaSetOwners: readonly Labels[];
  /** kube_job_owner: namespace, job_name, owner_kind, owner_name. */
  jobOwners: readonly Labels[];
  /** kube_node_info: node, internal_ip, provider_id. */
  nodes: readonly Labels[];
}

export interface PodFact {
  namespace: string;
  pod: string;
  /** The node's name; absent where Kubernetes did not say. */
  node?: string;
}

export interface NodeFact {
  name: string;
  /** Availability Zone *name* ("us-east-1a"), as the node's provider id has it. */
  zoneName?: string;
}

/** What Kubernetes itself knows of a window's pods and nodes; every answer may be "unknown". */
export interface ClusterFacts {
  /**
   * The pod that had this canonical address; undefined where none did, or several one after the other.
   *
   * @param instanceId the EC2 instance at the address, where it is known: a pod on another one had the address at
   *   another time or in another cluster.
   */
  podAt(ip: string, instanceId?: string): PodFact | undefined;
  /** A node's name and zone, by its name, its address or its EC2 instance id. */
  node(name: string): NodeFact | undefined;
  nodeAt(ip: string): NodeFact | undefined;
  nodeOfInstance(instanceId: string): NodeFact | undefined;
  pod(namespace: string | undefined, pod: string): PodFact | undefined;
  /** The workload that owns the pod: exactly where Kubernetes told its owners, else by the pod's name. */
  workloadOf(namespace: string | undefined, pod: string): Workload;
  /**
   * Only of facts of several clusters, which by themselves answer nothing that clusters can have in common: the facts
   * of the cluster with a name, or of the one whose node is an instance. Undefined where none of them is it.
   */
  ofCluster?(cluster: { name?: string; instanceId?: string }): ClusterFacts | undefined;
}

/** Where there is no kube-state-metrics: names say what they say. */
export function noClusterFacts(): ClusterFacts {
  return clusterFacts({ pods: [], podOwners: [], replicaSetOwners: [], jobOwners: [], nodes: [] });
}

/**
 * Indexes what kube-state-metrics told. Where it told two things of one address or name (an address that
 * was given to another pod within the window, a pod that moved, two clusters in one Prometheus), none of
 * them holds: a wrong name is worse than no name. Pods on the node's own network share the node's address
 * and are not told apart by it.
 */
export function clusterFacts(series: KubeStateSeries): ClusterFacts {
  const pods = podFacts(series.pods);
  const nodes = nodeFacts(series.nodes);
  const owners = ownerIndex(series);
  const workloads = new Map<string, Workload>();
  return {
    podAt: (ip, instanceId) => {
      const fact = pods.byIp.get(ip);
      const itsInstance = fact?.node === undefined ? undefined : nodes.instances.get(fact.node);
      return areDifferent(instanceId, itsInstance) ? undefined : fact;
    },
    pod: (namespace, pod) => pods.byName.get(`${namespace}/${pod}`),
    node: (name) => nodes.byName.get(name),
    nodeAt: (ip) => nodes.byIp.get(ip),
    nodeOfInstance: (instanceId) => nodes.byInstanceId.get(instanceId),
    workloadOf: (namespace, pod) => {
      const key = `${namespace}/${pod}`;
      const known = workloads.get(key);
      if (known) {
        return known;
      }
      const workload = exactWorkload(key, namespace, pod, owners) ?? workloadFromPodName(pod);
      workloads.set(key, workload);
      return workload;
    },
  };
}

/** A map in which a key that was told two different things has no value. */
class UnambiguousMap<T> {
  private readonly values = new Map<string, T | undefined>();

  constructor(private readonly isSame: (a: T, b: T) => boolean) {}

  add(key: string | undefined, value: T): void {
    if (key === undefined || key === '') {
      return;
    }
    const known = this.values.get(key);
    if (!this.values.has(key)) {
      this.values.set(key, value);
    } else if (known !== undefined && !this.isSame(known, value)) {
      this.values.set(key, undefined);
    }
  }

  get(key: string): T | undefined {
    return this.values.get(key);
  }
}

function podFacts(series: readonly Labels[]) {
  const byIp = new UnambiguousMap<PodFact>((a, b) => a.pod === b.pod && a.namespace === b.namespace);
  const byName = new UnambiguousMap<PodFact>((a, b) => a.node === b.node);
  for (const { namespace, pod, pod_ip: ip, node, host_network: hostNetwork } of series) {
    if (namespace && pod) {
      const fact: PodFact = { namespace, pod, ...(node && { node }) };
      byName.add(`${namespace}/${pod}`, fact);
      byIp.add(hostNetwork === 'true' ? undefined : ip && canonicalAddress(ip), fact);
    }
  }
  return { byIp, byName };
}

function nodeFacts(series: readonly Labels[]) {
  const isSame = (a: NodeFact, b: NodeFact) => a.name === b.name && a.zoneName === b.zoneName;
  const [byIp, byInstanceId, byName] = [
    new UnambiguousMap(isSame),
    new UnambiguousMap(isSame),
    new UnambiguousMap(isSame),
  ];
  const instances = new UnambiguousMap<string>((a, b) => a === b);
  for (const { node, internal_ip: ip, provider_id: providerId } of series) {
    if (node) {
      const { zoneName, instanceId } = placeOf(providerId);
      const fact: NodeFact = { name: node, ...(zoneName && { zoneName }) };
      byName.add(node, fact);
      byIp.add(ip && canonicalAddress(ip), fact);
      byInstanceId.add(instanceId, fact);
      if (instanceId !== undefined) {
        instances.add(node, instanceId);
      }
    }
  }
  return { byIp, byInstanceId, byName, instances };
}

/**
 * What a node's provider id says, in the AWS cloud provider's forms (cloud-provider-aws, KubernetesInstanceID):
 * `aws:///us-east-1a/i-0123456789abcdef0`, of Fargate `aws:///us-east-1a/<id>/fargate-ip-10-0-1-2.ec2.internal`, and
 * `aws:////i-0123456789abcdef0` or the instance id alone without a zone. Others, such as `eks-hybrid:///` and `kind://`,
 * name no zone.
 */
function placeOf(providerId = ''): { zoneName?: string; instanceId?: string } {
  const [, zoneName] = providerId.match(/^aws:\/\/\/([^/]+)\/./) ?? [];
  const [, instanceId] = providerId.match(/^(?:aws:\/\/.*\/)?(i-[^/]+)$/) ?? [];
  return { zoneName, instanceId };
}

interface Owner {
  kind: string;
  name: string;
}

interface Owners {
  pods: UnambiguousMap<Owner>;
  replicaSets: UnambiguousMap<Owner>;
  jobs: UnambiguousMap<Owner>;
}

function ownerIndex({ podOwners, replicaSetOwners, jobOwners }: KubeStateSeries): Owners {
  return {
    pods: ownersBy('pod', podOwners),
    replicaSets: ownersBy('replicaset', replicaSetOwners),
    jobs: ownersBy('job_name', jobOwners),
  };
}

function ownersBy(label: string, series: readonly Labels[]): UnambiguousMap<Owner> {
  const owners = new UnambiguousMap<Owner>((a, b) => a.kind === b.kind && a.name === b.name);
  for (const labels of series) {
    const { namespace, owner_kind: kind, owner_name: name } = labels;
    if (kind && name && kind !== '<none>') {
      owners.add(`${namespace}/${labels[label]}`, { kind, name });
    }
  }
  return owners;
}

const KINDS: readonly WorkloadKind[] = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'Node',
  'ReplicaSet',
];

/** Pod, ReplicaSet, Deployment; pod, Job, CronJob: the topmost owner is what people call the workload. */
function exactWorkload(key: string, namespace: string | undefined, pod: string, owners: Owners): Workload | undefined {
  const owner = owners.pods.get(key);
  if (!owner) {
    return undefined;
  }
  const above = { ReplicaSet: owners.replicaSets, Job: owners.jobs }[owner.kind]?.get(`${namespace}/${owner.name}`);
  const { kind, name } = above ?? owner;
  // A static pod's owner is its node, whose name says nothing of what runs in the pod.
  return kind === 'Node'
    ? { kind, name: pod.endsWith(`-${name}`) ? pod.slice(0, -name.length - 1) : pod, confidence: 'exact' }
    : { kind: KINDS.find((known) => known === kind) ?? 'Custom', name, confidence: 'exact' };
}
