/** What a series is about, and so what its values may be grouped by: "device" is an Elastic Fabric Adapter. */
export type MetricSubject = 'pod' | 'interface' | 'device';

export type MetricUnit = 'bytes' | 'packets' | 'connections' | 'work requests' | 'errors' | 'events';

export interface AgentMetric {
  name: string;
  title: string;
  /** What one unit of a sample is. */
  unit: MetricUnit;
  subject: MetricSubject;
  /**
   * How series of one pod combine. Connections are counted per network namespace and repeated for
   * each of its interfaces, so their sum would count them several times.
   */
  combine: 'sum' | 'max';
  /** What it tells, and what it means when it is not zero. */
  description: string;
}
