/**
 * How much the network impairs a path. The live service documents that there are a score and a level, but not the scale
 * or the names of the levels; those here are the simulator's own.
 */
import { type FlowReport } from '../../world/flowReports';

/** The simulator's levels, in ascending order. */
export type ImpactLevel = 'NONE' | 'LOW' | 'MEDIUM' | 'HIGH';

const HIGHEST_SCORE = 100;
/** The worst score means that a tenth of all segments was retransmitted. */
const SCORE_PER_LOST_SHARE = 1000;

/** A score from 0 to 100 in proportion to the share of retransmitted segments; `null` if nothing was measured. */
export function impactScore(reports: readonly FlowReport[]): number | null {
  let sent = 0;
  let retransmitted = 0;
  let measured = false;
  for (const report of reports) {
    sent += report.segmentsDelivered;
    retransmitted += report.retransmissionsSyn + report.retransmissionsEstablished;
    measured ||= report.roundTripTimeMicroseconds !== undefined;
  }
  return measured && sent > 0 ? Math.min(HIGHEST_SCORE, (retransmitted / sent) * SCORE_PER_LOST_SHARE) : null;
}

/** The level of a score. */
export function impactLevel(score: number): ImpactLevel {
  if (score < 1) {
    return 'NONE';
  }
  if (score < 10) {
    return 'LOW';
  }
  return score < 40 ? 'MEDIUM' : 'HIGH';
}
