import { areDifferent } from '../areDifferent';
import { canonicalAddress } from '../flow/canonicalAddress';
import { type Workload, type WorkloadKind } from './workload';
import { workloadFromPodName } from './workloadFromPodName';

/** The labels of a series in a response of Prometheus. */
export type Labels = Readonly<Record<string, string | undefined>>;

/** The series of kube-state-metrics with names in a window. */
export interface KubeStateSeries {
  /** kube_pod_info of running pods: namespace, pod, pod_ip, node, host_network. */
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

/** A pod in Kubernetes. */
interface PodFact {
  namespace: string;
  pod: string;
  /** The name of the node; absent if it is unknown. */
  node?: string;
}

/** A node in Kubernetes. */
export interface NodeFact {
  name: string;
  /** The *name* of the Availability Zone ("us-east-1a"), from the node's provider ID. */
  zoneName?: string;
}

/** The pods and nodes of Kubernetes in a window. Each lookup returns undefined if the answer is unknown. */
export interface ClusterFacts {
  /**
   * The pod with this canonical address; undefined if there was none, or several one after the other.
   *
   * @param instanceId the EC2 instance at the address, if it is known: a pod on another instance had the address at
   *   another time or in another cluster.
   */
  podAt(ip: string, instanceId?: string): PodFact | undefined;
  /** A node by its name, its address, or the ID of its EC2 instance. */
  node(name: string): NodeFact | undefined;
  nodeAt(ip: string): NodeFact | undefined;
  nodeOfInstance(instanceId: string): NodeFact | undefined;
  pod(namespace: string | undefined, pod: string): PodFact | undefined;
  /** The workload of a pod: exact if Kubernetes reports its owners, else from the pod's name. */
  workloadOf(namespace: string | undefined, pod: string): Workload;
  /**
   * Only if there are facts of several clusters, whose other lookups are undefined for everything that clusters can have in
   * common. It returns the facts of the cluster with this name, or of the cluster with this EC2 instance, or undefined if
   * there is no such cluster.
   */
  ofCluster?(cluster: { name?: string; instanceId?: string }): ClusterFacts | undefined;
}

/** The facts without kube-state-metrics: workloads come from the names of pods. */
export function noClusterFacts(): ClusterFacts {
  return clusterFacts({ pods: [], podOwners: [], replicaSetOwners: [], jobOwners: [], nodes: [] });
}

/**
 * Indexes the series of kube-state-metrics. If they have two different facts about an address or a name (an address that was
 * reassigned to another pod within the window, a pod that moved, two clusters in one Prometheus), neither counts: a wrong
 * name is worse than no name. Pods on the host network share the node's address and are not indexed by it.
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
      const cached = workloads.get(key);
      if (cached) {
        return cached;
      }
      const workload = exactWorkload(key, namespace, pod, owners) ?? workloadFromPodName(pod);
      workloads.set(key, workload);
      return workload;
    },
  };
}

/** A map in which a key with two different values has no value. */
class UnambiguousMap<T> {
  private readonly values = new Map<string, T | undefined>();

  constructor(private readonly isSame: (a: T, b: T) => boolean) {}

  add(key: string | undefined, value: T): void {
    if (key === undefined || key === '') {
      return;
    }
    const earlier = this.values.get(key);
    if (!this.values.has(key)) {
      this.values.set(key, value);
    } else if (earlier !== undefined && !this.isSame(earlier, value)) {
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
 * The zone and the EC2 instance in a node's provider ID, in the forms of the AWS cloud provider (cloud-provider-aws,
 * KubernetesInstanceID): `aws:///us-east-1a/i-0123456789abcdef0`, on Fargate
 * `aws:///us-east-1a/<id>/fargate-ip-10-0-1-2.ec2.internal`, and without a zone `aws:////i-0123456789abcdef0` or the
 * instance ID alone. Other forms, such as `eks-hybrid:///` and `kind://`, have no zone.
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

/** The owners of a kind of objects that can have an owner. Custom resources can have any kind. */
function ownersOf(kind: string, { replicaSets, jobs }: Owners): UnambiguousMap<Owner> | undefined {
  switch (kind) {
    case 'ReplicaSet':
      return replicaSets;
    case 'Job':
      return jobs;
    default:
      return undefined;
  }
}

/** The workload is the topmost owner: pod, ReplicaSet, Deployment; or pod, Job, CronJob. */
function exactWorkload(key: string, namespace: string | undefined, pod: string, owners: Owners): Workload | undefined {
  const owner = owners.pods.get(key);
  if (!owner) {
    return undefined;
  }
  const above = ownersOf(owner.kind, owners)?.get(`${namespace}/${owner.name}`);
  const { kind, name } = above ?? owner;
  // The owner of a static pod is its node, whose name does not describe what runs in the pod.
  return kind === 'Node'
    ? { kind, name: pod.endsWith(`-${name}`) ? pod.slice(0, -name.length - 1) : pod, confidence: 'exact' }
    : { kind: KINDS.find((supported) => supported === kind) ?? 'Custom', name, confidence: 'exact' };
}
