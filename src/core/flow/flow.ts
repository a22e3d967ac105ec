import { type Workload } from '../kubernetes/workload';
import { type Category } from './category';
import { type FlowVerdict } from './flowVerdict';

/** An end of flows outside the cluster, with the best name that the data allow. */
export interface ExternalParty {
  kind:
    | 's3'
    | 'dynamodb'
    | 'aws-service'
    | 'internet'
    | 'on-premises'
    | 'vpc'
    | 'region'
    /** A Kubernetes Service without pods in this cluster, such as that of the API server. */
    | 'service'
    /** A named network in the settings. */
    | 'named-network'
    | 'unknown';
  /** The display name: "Amazon S3", "ACME Payments (AS64500)", "10.100.4.17". */
  name: string;
  /** The autonomous system of an internet address, if the API reports it. */
  asNumber?: number;
  /** The country of a client on the internet, as in the API. */
  country?: string;
  /** The full location of a client on the internet: "Lyon, FR". */
  place?: string;
}

/** One end of a flow. Members without a reliable source are absent. */
export interface Endpoint {
  ip?: string;
  namespace?: string;
  pod?: string;
  workload?: Workload;
  /** The Kubernetes Service through which it was reached. */
  service?: string;
  /** The Kubernetes node that the pod runs on, or that the end itself is. */
  node?: string;
  instanceId?: string;
  subnetId?: string;
  vpcId?: string;
  region?: string;
  /** The ID of the Availability Zone ("use1-az1"), which is the same in every AWS account. */
  zoneId?: string;
  /** The zone's name in this account ("us-east-1a"), if the cluster's nodes have it. */
  zoneName?: string;
  /** Set if the end is not a pod or node of this cluster. */
  external?: ExternalParty;
}

/** A value as each end of the connection reported it. Absent means that it is not among the queried top, which is not zero. */
export interface Reported {
  byClient?: number;
  byServer?: number;
}

/** The values of a flow in a window. */
export interface FlowMetrics {
  /** Acknowledged TCP payload of both directions, in bytes. Each end counts all of it. */
  bytes: Reported;
  /** Retransmitted segments. Each end counts its own, so the two values are different events. */
  retransmissions: Reported;
  /** Retransmission timeouts. Each end counts its own, too. */
  timeouts: Reported;
  roundTripTimeMicroseconds: Reported;
}

/** One construct on the path of a flow through the VPC: an ENI, a gateway, a load balancer. */
export interface PathConstruct {
  /** The type as in the API: "AWS::EC2::NetworkInterface", "TransitGateway", or absent. */
  type?: string;
  id?: string;
  arn?: string;
  service?: string;
}

/**
 * All connections from one client to one server port in a window, with the reports of both ends joined. The client is the
 * end that opened the connections.
 */
export interface Flow {
  client: Endpoint;
  server: Endpoint;
  /** The server's port; absent if only the server reported, whose report in the API does not have it. */
  port?: number;
  category: Category;
  metrics: FlowMetrics;
  path: PathConstruct[];
  /** Absent if no network policies were applied to the flow. */
  verdict?: FlowVerdict;
}

/**
 * The bytes of a flow: the client's value, else the server's. Never their sum, because both ends count the same bytes. A
 * client that reports only losses has 0 bytes, which do not replace the server's value. Undefined if neither is known.
 */
export function bytesOf({ metrics: { bytes } }: Flow): number | undefined {
  return bytesReported(bytes);
}

/** The same of what both ends reported. */
export function bytesReported(bytes: Reported): number | undefined {
  return bytes.byClient === 0 ? (bytes.byServer ?? 0) : (bytes.byClient ?? bytes.byServer);
}

/** The sum of the retransmissions of both ends; undefined if neither end reported any. */
export function retransmissionsOf(flow: Flow): number | undefined {
  return sumOfReports(flow.metrics.retransmissions);
}

/** The sum of the retransmission timeouts of both ends; undefined if neither end reported any. */
export function timeoutsOf(flow: Flow): number | undefined {
  return sumOfReports(flow.metrics.timeouts);
}

/** The client's round-trip time, else the server's, in microseconds. */
export function roundTripTimeMicrosecondsOf(flow: Flow): number | undefined {
  const { byClient, byServer } = flow.metrics.roundTripTimeMicroseconds;
  return byClient ?? byServer;
}

/** Whether the two ends are known to be in different Availability Zones of the same Region. */
export function crossesZones({ client, server, category }: Flow): boolean {
  if (category === 'INTER_REGION') {
    return false;
  }
  return areInDifferentZones(client, server) ?? category === 'INTER_AZ';
}

/** Whether two ends are in different zones, by zone IDs or else by zone names; undefined if a zone is unknown. */
export function areInDifferentZones(a: Endpoint, b: Endpoint): boolean | undefined {
  if (a.zoneId !== undefined && b.zoneId !== undefined) {
    return a.zoneId !== b.zoneId;
  }
  return a.zoneName !== undefined && b.zoneName !== undefined ? a.zoneName !== b.zoneName : undefined;
}

function sumOfReports({ byClient, byServer }: Reported): number | undefined {
  return byClient === undefined && byServer === undefined ? undefined : (byClient ?? 0) + (byServer ?? 0);
}
