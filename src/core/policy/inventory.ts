import { type Policy, type Protocol } from './policies';
import { type Labels, type LabelSelector } from './selector';

export interface Namespace {
  name: string;
  /** With `kubernetes.io/metadata.name`, which the API server sets on every namespace. */
  labels: Labels;
}

export interface ContainerPort {
  name?: string;
  port: number;
  protocol: Protocol;
}

export interface Pod {
  namespace: string;
  name: string;
  labels: Labels;
  /** The primary address first; empty before the pod has one. Pods in the host network have the addresses of their node. */
  addresses: readonly string[];
  /** The declared ports of all containers. */
  ports: readonly ContainerPort[];
  isHostNetwork: boolean;
  /** Whether the pod succeeded or failed. It then keeps its address in the API, but other pods can get the address. */
  hasEnded: boolean;
  node?: string;
  /** The primary address of the node (`status.hostIP`). */
  nodeAddress?: string;
  /** The object that created the pod. */
  owner?: Owner;
  /** Milliseconds since the epoch. */
  createdMs?: number;
}

/** The controller of an object, in the same namespace. */
export interface Owner {
  kind: string;
  name: string;
}

/** The members of a pod template that decide about policies. */
export interface PodTemplate {
  labels: Labels;
  ports: readonly ContainerPort[];
  isHostNetwork: boolean;
  /** Whether the pods use the resolver of their node and not that of the cluster (`dnsPolicy: Default`). */
  usesNodeDns: boolean;
}

export type WorkloadResourceKind = 'Deployment' | 'ReplicaSet' | 'StatefulSet' | 'DaemonSet' | 'Job' | 'CronJob';

/** An object that creates pods. */
export interface WorkloadResource {
  kind: WorkloadResourceKind;
  namespace: string;
  name: string;
  /** Absent for Jobs and CronJobs, whose selectors have generated values. */
  selector?: LabelSelector;
  template: PodTemplate;
  owner?: Owner;
  /** The last time that a CronJob started a Job, in milliseconds since the epoch. */
  lastScheduledMs?: number;
}

export interface ServicePort {
  port: number;
  protocol: Protocol;
  /** The number or name of the container port. */
  targetPort: number | string;
}

export interface Service {
  namespace: string;
  name: string;
  /** The primary ClusterIP; absent for headless Services. */
  clusterIP?: string;
  /** Empty if the Service has no selector, such as that of the API server. */
  selector: Labels;
  ports: readonly ServicePort[];
}

export interface Node {
  name: string;
  addresses: readonly string[];
  /**
   * Why Amazon VPC CNI does not enforce policies on this node.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html
   */
  unsupported?: 'Fargate' | 'Windows';
  /** Whether EKS Auto Mode runs the node, with CoreDNS as a system service and not as pods. */
  isAutoMode?: boolean;
}

/** What policies apply to. */
export interface ClusterObjects {
  namespaces: readonly Namespace[];
  pods: readonly Pod[];
  workloads: readonly WorkloadResource[];
  services: readonly Service[];
  nodes: readonly Node[];
}

/** Everything that verdicts depend on, at one moment. It never contains secrets, environment variables, or annotations. */
export interface Inventory extends ClusterObjects {
  policies: readonly Policy[];
}
