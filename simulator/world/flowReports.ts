/**
 * What the agents of the simulated cluster reported about flows: the interface between the world, which generates the
 * traffic, and the flow API and the `nfm_*` series, which expose it.
 */

/** One endpoint of a flow as an agent reports it. A member is absent if the agent cannot know it. */
export interface ReportedEndpoint {
  ip: string;
  instanceId?: string;
  subnetId?: string;
  vpcId?: string;
  region?: string;
  /** Availability Zone ID, for example "use1-az1". */
  azId?: string;
  podName?: string;
  podNamespace?: string;
  serviceName?: string;
}

/** A network construct on the path of a flow. The service sometimes lists one without any properties. */
export interface ReportedConstruct {
  componentId?: string;
  componentType?: string;
  componentArn?: string;
  serviceName?: string;
}

/**
 * One agent's report of one group of connections (all client ports together), summed over a window. Bytes are TCP
 * payload.
 */
export interface FlowReport {
  /** The endpoint on the node of the reporting agent. */
  local: ReportedEndpoint;
  remote: ReportedEndpoint;
  /** Whether the local endpoint opened the connections. */
  localIsClient: boolean;
  /** The server's port. The client's report has it as `targetPort`; the server's own report has 0. */
  serverPort: number;
  /** A destination category of the API, such as INTER_AZ. */
  category: string;
  /** Acknowledged TCP payload that the local endpoint sent, in bytes. */
  bytesDelivered: number;
  /** TCP payload that the local endpoint received, in bytes. */
  bytesReceived: number;
  segmentsDelivered: number;
  segmentsReceived: number;
  /** Among the segments that the local endpoint sent. */
  retransmissionsSyn: number;
  retransmissionsEstablished: number;
  timeoutsSyn: number;
  timeoutsEstablished: number;
  socketsEstablished: number;
  socketsCompleted: number;
  /** The mean over the window; absent if nothing was measured. */
  roundTripTimeMicroseconds?: number;
  snatIp?: string;
  dnatIp?: string;
  constructs: ReportedConstruct[];
  network?: { asName: string; asNumber: number };
  clientLocation?: { city: string; subdivision: string; country: string };
}

/** Reports of all agents, each already limited to its 500 flows per 30 s. */
export interface FlowReportSource {
  /**
   * All reports whose 30-second period is within [startMs, endMs), summed per flow and reporting endpoint. A pure
   * function of its arguments: repeated requests, also about the past, give the same result.
   */
  flowReports(startMs: number, endMs: number): FlowReport[];
}
