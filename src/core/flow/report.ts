import { type Category } from './category';
import { type PathConstruct } from './flow';
import { type FlowMetricName } from './metric';

/** One end in an agent's report. Members that the agent does not know are absent. */
export interface ReportEnd {
  ip?: string;
  namespace?: string;
  pod?: string;
  service?: string;
  /** The Kubernetes node, if the source has it. */
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
 * For an agent, its own end is *local*. Both agents report a connection between two pods, with local and remote swapped.
 */
export interface Report {
  /** The EKS cluster of the reporting agent, if the source has it: the API does not. */
  cluster?: string;
  local: ReportEnd;
  remote: ReportEnd;
  /** The server's port if the local end is the client; 0 if the local end is the server. */
  targetPort: number;
  /** The server's port in the server's report, if the source has it: the API does not. */
  localPort?: number;
  /** Empty if the source has no categories. The category then follows from the zones of both ends. */
  category: Category;
  /** The address of the local end after source NAT. */
  snatIp?: string;
  /**
   * Another address of the remote end, if destination NAT translated it (a ClusterIP and the pod behind it). AWS does
   * not document which of the two is the pod's, so both are tried.
   */
  dnatIp?: string;
  /** The autonomous system of the remote address, on internet flows. */
  network?: { name?: string; number?: number };
  /** The location of the remote client, on internet flows. */
  clientLocation?: { city?: string; subdivision?: string; country?: string };
  path: PathConstruct[];
  metric: FlowMetricName;
  /** The value in bytes, as a count, or in microseconds. */
  value: number;
}
