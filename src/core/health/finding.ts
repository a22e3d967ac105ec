/** The parts that "Save & test" checks, in the order of the details: first the connections, then the data behind them. */
export const HEALTH_PARTS = [
  'Flow API',
  'Prometheus',
  'Monitors',
  'Permissions',
  'CloudWatch',
  'Agents',
  'kube-state-metrics',
  'Labels',
  'Flow series',
] as const;
export type HealthPart = (typeof HEALTH_PARTS)[number];

/**
 * The states of a part, worst first:
 * - broken: either no flows or no metrics are available;
 * - warning: something is wrong, and the rest works;
 * - info: as it should be or as configured, and worth knowing;
 * - fine.
 */
export const FINDING_STATES = ['broken', 'warning', 'info', 'fine'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/** The result of one check. */
export interface Finding {
  part: HealthPart;
  state: FindingState;
  /** The result in whole sentences. Unless the state is fine, it also says what to do. */
  text: string;
}
