import { type MetricSubject } from './metric';

/** What values are summed by. "device" is an Elastic Fabric Adapter, "interface" one of the node's own. */
export type MetricGrouping = 'pod' | 'namespace' | 'workload' | 'node' | 'interface' | 'device';

/** The groupings that make sense for a subject, the usual one first. */
export const METRIC_GROUPINGS: Record<MetricSubject, readonly MetricGrouping[]> = {
  pod: ['pod', 'namespace', 'workload', 'node'],
  interface: ['node', 'interface'],
  device: ['node', 'device', 'pod'],
};

/** The labels of a grouping's result, without that of the cluster. */
export const METRIC_GROUPING_LABELS: Record<MetricGrouping, readonly string[]> = {
  pod: ['namespace', 'pod'],
  namespace: ['namespace'],
  workload: ['namespace', 'workload', 'workload_kind'],
  node: ['node'],
  interface: ['node', 'eni'],
  device: ['node', 'device'],
};
