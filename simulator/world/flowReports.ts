/**
 * What the agents of the simulated cluster reported about flows: the seam between the world, which
 * makes the traffic, and the flow API and the `nfm_*` series, which tell of it.
 */

/** One end of a flow as an agent reports it. A member is absent where the agent could not know it. */
export interface ReportedEndpoint {
  ip: string;
  instanceId?: string;
  subnetId?: string;
  vpcId?: string;
  region?: string;
  /** Availability Zone id, "use1-az1". */
  azId?: string;
  podName?: string;
  podNamespace?: string;
  serviceName?: string;
}

export interface ReportedConstruct {
  componentId?: string;
  componentType?: string;
  componentArn?: string;
  serviceName?: string;
}

/** One agent's report of one group of connections (all client ports together), summed over a window. */
export interface FlowReport {
  /** Where the reporting agent runs. */
  local: ReportedEndpoint;
  remote: ReportedEndpoint;
  /** Whether the reporting end opened the connections. */
  localIsClient: boolean;
  /** The server's port; the client's report carries it as `targetPort`, the server's own carries 0. */
  serverPort: number;
  /** A destination category of the API, such as INTER_AZ. */
  category: string;
  /** Acknowledged TCP payload that left the local end. */
  bytesDelivered: number;
  /** TCP payload that reached the local end. */
  bytesReceived: number;
  segmentsDelivered: number;
  segmentsReceived: number;
  /** Of segments that the local end sent. */
  retransmissionsSyn: number;
  retransmissionsEstablished: number;
  timeoutsSyn: number;
  timeoutsEstablished: number;
  socketsEstablished: number;
  socketsCompleted: number;
  /** Mean over the window; absent where nothing was measured. */
  roundTripTimeMicroseconds?: number;
  snatIp?: string;
  dnatIp?: string;
  constructs: ReportedConstruct[];
  network?: { asName: string; asNumber: number };
  clientLocation?: { city: string; subdivision: string; country: string };
}

/** Reports of all agents, each already cut to its top 500 flows per 30 s. */
export interface FlowReportSource {
  /**
   * All reports whose 30-second period lies in [startMs, endMs), summed per flow and reporting end.
   * A pure function of its arguments: asking twice, or about the past, gives the same answer.
   */
  flowReports(startMs: number, endMs: number): FlowReport[];
}
