import { type MetricSubject } from './metric';

/** How values are grouped. "device" is an Elastic Fabric Adapter, "interface" a network interface of the node. */
export type MetricGrouping = 'pod' | 'namespace' | 'workload' | 'node' | 'interface' | 'device';

/** The possible groupings of a subject, the default first. */
export const METRIC_GROUPINGS: Record<MetricSubject, readonly MetricGrouping[]> = {
  pod: ['pod', 'namespace', 'workload', 'node'],
  interface: ['node', 'interface'],
  device: ['node', 'device', 'pod'],
};

/** The labels of a grouping's result, without the cluster label. */
export const METRIC_GROUPING_LABELS: Record<MetricGrouping, readonly string[]> = {
  pod: ['namespace', 'pod'],
  namespace: ['namespace'],
  workload: ['namespace', 'workload', 'workload_kind'],
  node: ['node'],
  interface: ['node', 'eni'],
  device: ['node', 'device'],
};
