import { type Category } from './category';
import { type PathConstruct } from './flow';
import { type FlowMetricName } from './metric';

/** One end as an agent saw it; a member is absent where the agent did not know it. */
export interface ReportEnd {
  ip?: string;
  namespace?: string;
  pod?: string;
  service?: string;
  /** The Kubernetes node, where the source names it. */
  node?: string;
  instanceId?: string;
  subnetId?: string;
  vpcId?: string;
  region?: string;
  zoneId?: string;
}

/**
 * One value that one agent reported about a group of connections (all client ports together).
 *
 * Agents see their own end as *local*. A connection between two pods is reported by both agents,
 * with local and remote swapped.
 */
export interface Report {
  /** The EKS cluster of the reporting agent, where the source names it: the API does not. */
  cluster?: string;
  local: ReportEnd;
  remote: ReportEnd;
  /** The server's port where the local end is the client; 0 where the local end is the server. */
  targetPort: number;
  /** The server's port on the server's own report, where the source tells it: the API does not. */
  localPort?: number;
  /** Empty where the source does not sort flows: it then follows from where both ends are. */
  category: Category;
  /** Another address of the local end, where source NAT translated it. */
  snatIp?: string;
  /**
   * Another address of the remote end, where destination NAT translated it (a ClusterIP and the pod
   * behind it). Which of the two is the pod's is not documented: both are tried.
   */
  dnatIp?: string;
  /** The autonomous system of the remote address, on internet flows. */
  network?: { name?: string; number?: number };
  /** Where the remote client is, on internet flows. */
  clientLocation?: { city?: string; subdivision?: string; country?: string };
  path: PathConstruct[];
  metric: FlowMetricName;
  /** Bytes, a count, or microseconds. */
  value: number;
}
