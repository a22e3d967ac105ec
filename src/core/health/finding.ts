/** The parts that "Save & test" looks at, in the order in which they are told: the ways first, then what is behind them. */
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
 * How a part is, the worst first:
 * - broken: nothing of flows, or nothing of metrics, can be had;
 * - warning: something is off, and the rest works;
 * - info: as it should be, or as somebody chose, and worth knowing;
 * - fine.
 */
export const FINDING_STATES = ['broken', 'warning', 'info', 'fine'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

export interface Finding {
  part: HealthPart;
  state: FindingState;
  /** What was found, in whole sentences; where it is not fine, also what to do about it. */
  text: string;
}
