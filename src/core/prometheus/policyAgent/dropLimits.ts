/** When dropped packets are worth attention, in alerts and in diagnoses. */
export const DROP_LIMITS = {
  /** Fewer packets are single attempts: a client repeats its packet about six times. */
  minPackets: 30,
  /** Policies that are meant to deny keep dropping packets, so only a rise above the usual number counts. */
  times: 3,
} as const;
