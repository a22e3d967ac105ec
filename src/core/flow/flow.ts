import { type Workload } from '../kubernetes/workload';
import { type Category } from './category';

/** Something outside the cluster that flows reach, named as well as the data allow. */
export interface ExternalParty {
  kind:
    | 's3'
    | 'dynamodb'
    | 'aws-service'
    | 'internet'
    | 'on-premises'
    | 'vpc'
    | 'region'
    /** A Kubernetes Service without pods of this cluster behind it, such as the API server's. */
    | 'service'
    /** A network that the user named by its addresses. */
    | 'named-network'
    | 'unknown';
  /** What a person reads: "Amazon S3", "ACME Payments (AS64500)", "10.100.4.17". */
  name: string;
  /** The autonomous system of an internet address, where the API told it. */
  asNumber?: number;
  /** Where the client on the internet is, as the API wrote it: a country, and more where it told more. */
  country?: string;
  place?: string;
}

/** One end of a flow. Members are absent where nobody knew them; nothing is guessed. */
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
  /** Availability Zone id ("use1-az1"), the name that is the same in every account. */
  zoneId?: string;
  /** The zone's name in this account ("us-east-1a"), where the cluster's nodes tell it. */
  zoneName?: string;
  /** Set where the end is no pod of this cluster. */
  external?: ExternalParty;
}

/**
 * A value as each end of the connection reported it. Absent means "not among the top that was
 * asked for", which is not zero.
 */
export interface Reported {
  byClient?: number;
  byServer?: number;
}

export interface FlowMetrics {
  /** Acknowledged TCP payload of both directions; each end counts all of it. */
  bytes: Reported;
  /** Segments sent again; each end counts its own sends, so the two are different events. */
  retransmissions: Reported;
  /** Retransmission timeouts, likewise of each end's own sends. */
  timeouts: Reported;
  roundTripTimeMicroseconds: Reported;
}

/** One construct on the way of a flow through the VPC: an ENI, a gateway, a load balancer. */
export interface PathConstruct {
  /** As the API wrote it: "AWS::EC2::NetworkInterface", "TransitGateway", or nothing. */
  type?: string;
  id?: string;
  arn?: string;
  service?: string;
}

/**
 * All connections from one client to one server port in a window, both ends' reports joined.
 * The client is who opened the connections.
 */
export interface Flow {
  client: Endpoint;
  server: Endpoint;
  /** The server's port; absent where only the server reported, whose report does not carry it. */
  port?: number;
  category: Category;
  metrics: FlowMetrics;
  path: PathConstruct[];
}

/**
 * The one number for bytes: the client's count, else the server's. Never their sum: both ends count
 * the same bytes. A client that reports only losses has 0 bytes, which does not replace what the server reports.
 */
export function bytesOf({ metrics: { bytes } }: Flow): number | undefined {
  return bytesReported(bytes);
}

/** The same of what both ends reported. */
export function bytesReported(bytes: Reported): number | undefined {
  return bytes.byClient === 0 ? (bytes.byServer ?? 0) : (bytes.byClient ?? bytes.byServer);
}

/** Retransmissions of both senders together; undefined where neither end reported any. */
export function retransmissionsOf(flow: Flow): number | undefined {
  return sumOfReports(flow.metrics.retransmissions);
}

/** Retransmission timeouts of both senders together; undefined where neither end reported any. */
export function timeoutsOf(flow: Flow): number | undefined {
  return sumOfReports(flow.metrics.timeouts);
}

/** The client's round-trip time, else the server's, in microseconds. */
export function roundTripTimeMicrosecondsOf(flow: Flow): number | undefined {
  const { byClient, byServer } = flow.metrics.roundTripTimeMicroseconds;
  return byClient ?? byServer;
}

/** Whether the two ends are known to be in different Availability Zones of one Region. */
export function crossesZones({ client, server, category }: Flow): boolean {
  if (category === 'INTER_REGION') {
    return false;
  }
  return areInDifferentZones(client, server) ?? category === 'INTER_AZ';
}

/** By zone ids, else by zone names; undefined where one end's zone is not known. */
export function areInDifferentZones(a: Endpoint, b: Endpoint): boolean | undefined {
  if (a.zoneId !== undefined && b.zoneId !== undefined) {
    return a.zoneId !== b.zoneId;
  }
  return a.zoneName !== undefined && b.zoneName !== undefined ? a.zoneName !== b.zoneName : undefined;
}

function sumOfReports({ byClient, byServer }: Reported): number | undefined {
  return byClient === undefined && byServer === undefined ? undefined : (byClient ?? 0) + (byServer ?? 0);
}
