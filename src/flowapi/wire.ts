/**
 * The wire types of the network-flow API (Amazon CloudWatch Network Flow Monitor, model
 * `networkflowmonitor` 2023-04-19 as of November 2026): the part that Eastwest uses.
 *
 * Everything that a response can omit is optional. The live service also sends `""` for unknown strings and `null` for units, and
 * it can send enum values and members that are not in the model. Enums are therefore open: they list the known members, and accept
 * any string.
 */

type Open<Known extends string> = Known | (string & {});

export type WireMetricName = 'ROUND_TRIP_TIME' | 'TIMEOUTS' | 'RETRANSMISSIONS' | 'DATA_TRANSFERRED';

type WireCategory = Open<
  | 'INTRA_AZ'
  | 'INTER_AZ'
  | 'INTER_VPC'
  | 'UNCLASSIFIED'
  | 'AMAZON_S3'
  | 'AMAZON_DYNAMODB'
  | 'INTER_REGION'
  | 'INTERNET'
  | 'AWS_SERVICE'
  | 'LOCAL_ZONE'
  | 'TRANSIT_GATEWAY'
>;

export type WireQueryStatus = Open<'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELED'>;
type WireMonitorStatus = Open<'PENDING' | 'ACTIVE' | 'INACTIVE' | 'ERROR' | 'DELETING'>;
export type WireUnit = Open<'Seconds' | 'Milliseconds' | 'Microseconds' | 'Bytes' | 'Count' | 'None'>;

/** ISO 8601 in requests. Responses can contain ISO 8601 or epoch seconds. */
type WireTimestamp = string | number;

export interface WireTraversedComponent {
  componentId?: string;
  componentType?: string;
  componentArn?: string;
  serviceName?: string;
}

export interface WireKubernetesMetadata {
  localServiceName?: string;
  localPodName?: string;
  localPodNamespace?: string;
  remoteServiceName?: string;
  remotePodName?: string;
  remotePodNamespace?: string;
}

/** Since November 2026: the autonomous system of the remote address, and the location of the client. */
export interface WireAdditionalFlowInfo {
  network?: { asName?: string; asNumber?: number };
  clientLocation?: { city?: string; subdivision?: string; country?: string };
}

/** One end's report of one group of connections over the query's window (all client ports together). */
export interface WireTopContributorsRow {
  localIp?: string;
  snatIp?: string;
  localInstanceId?: string;
  localVpcId?: string;
  localRegion?: string;
  /** Availability Zone *id* ("use1-az6"), not name. */
  localAz?: string;
  localSubnetId?: string;
  /** The server's port on the client's report, 0 on the server's own report of the same connections. */
  targetPort?: number;
  destinationCategory?: WireCategory;
  remoteVpcId?: string;
  remoteRegion?: string;
  remoteAz?: string;
  remoteSubnetId?: string;
  remoteInstanceId?: string;
  remoteIp?: string;
  dnatIp?: string;
  /** In the unit of the response: bytes, a count, or a duration. */
  value?: number;
  traversedConstructs?: WireTraversedComponent[];
  kubernetesMetadata?: WireKubernetesMetadata;
  localInstanceArn?: string;
  localSubnetArn?: string;
  localVpcArn?: string;
  remoteInstanceArn?: string;
  remoteSubnetArn?: string;
  remoteVpcArn?: string;
  additionalFlowInfo?: WireAdditionalFlowInfo;
}

export interface WireStartTopContributorsQuery {
  startTime: string;
  endTime: string;
  metricName: WireMetricName;
  destinationCategory: WireCategory;
  /** 1 to 500. */
  limit?: number;
}

export interface WireTopContributorsPage {
  unit?: WireUnit | null;
  topContributors?: WireTopContributorsRow[];
  nextToken?: string | null;
}

export interface WireMonitorSummary {
  monitorArn: string;
  monitorName: string;
  monitorStatus: WireMonitorStatus;
}

export interface WireMonitorList {
  monitors: WireMonitorSummary[];
  nextToken?: string | null;
}

export interface WireResource {
  type: string;
  identifier: string;
}

export interface WireMonitor extends WireMonitorSummary {
  localResources: WireResource[];
  remoteResources: WireResource[];
  createdAt: WireTimestamp;
  modifiedAt: WireTimestamp;
  tags?: Record<string, string>;
}

/** Workload insights have no round-trip times. */
export interface WireStartInsightsQuery {
  startTime: string;
  endTime: string;
  metricName: Exclude<WireMetricName, 'ROUND_TRIP_TIME'>;
  destinationCategory: WireCategory;
  /** 1 to 500; not for the data points. */
  limit?: number;
}

interface WireFilterParameter {
  field: Open<'local_az_id' | 'remote_az_id' | 'impact_level'>;
  operator: 'EQUALS' | 'NOT_EQUALS' | 'IN' | 'CONTAINS';
  /** 1 to 10. */
  values: string[];
}

export interface WireStartPathsQuery {
  startTime: string;
  endTime: string;
  queryType: 'TOP_PATHS';
  /** At most 10, which must all match. */
  filterParameters?: WireFilterParameter[];
  /** 1 to 500. */
  limit?: number;
}
