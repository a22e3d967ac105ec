/** The subject of a series, which determines the possible groupings. "device" is an Elastic Fabric Adapter. */
export type MetricSubject = 'pod' | 'interface' | 'device';

export type MetricUnit = 'bytes' | 'packets' | 'connections' | 'work requests' | 'errors' | 'events';

/** A metric of the agent. */
export interface AgentMetric {
  name: string;
  title: string;
  /** The unit of its samples. */
  unit: MetricUnit;
  subject: MetricSubject;
  /**
   * How the series of one pod are combined. Connections are counted per network namespace and repeated for each of its
   * interfaces, so their sum would count them several times.
   */
  combine: 'sum' | 'max';
  /** The meaning of the values, and what to do if they are not zero. */
  description: string;
}
