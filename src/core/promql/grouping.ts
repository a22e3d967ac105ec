import { type MetricSubject } from './metric';

/** What values are summed by. "device" is an Elastic Fabric Adapter, "interface" one of the node's own. */
export type Grouping = 'pod' | 'namespace' | 'workload' | 'node' | 'interface' | 'device';

/** The groupings that make sense for a subject, the usual one first. */
export const GROUPINGS: Record<MetricSubject, readonly Grouping[]> = {
  pod: ['pod', 'namespace', 'workload', 'node'],
  interface: ['node', 'interface'],
  device: ['node', 'device', 'pod'],
};

/** The labels of a grouping's result, without that of the cluster. */
export const GROUPING_LABELS: Record<Grouping, readonly string[]> = {
  pod: ['namespace', 'pod'],
  namespace: ['namespace'],
  workload: ['namespace', 'workload', 'workload_kind'],
  node: ['node'],
  interface: ['node', 'eni'],
  device: ['node', 'device'],
};
