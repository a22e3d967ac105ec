/** ENA's allowance counters, as ethtool, the agent and node_exporter name them. */
export const ALLOWANCE_NAMES = [
  'bw_in_allowance_exceeded',
  'bw_out_allowance_exceeded',
  'pps_allowance_exceeded',
  'conntrack_allowance_exceeded',
  'linklocal_allowance_exceeded',
] as const;

/** One of ENA's allowance counters. */
export type AllowanceName = (typeof ALLOWANCE_NAMES)[number];
