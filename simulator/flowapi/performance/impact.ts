/**
 * How much the network hurts a path. The live service documents that there are a score and a level, and
 * neither their scale nor the levels' names: these are the simulator's own.
 */
import { type FlowReport } from '../../world/flowReports';

export type ImpactLevel = 'NONE' | 'LOW' | 'MEDIUM' | 'HIGH';

const HIGHEST_SCORE = 100;
/** A tenth of all segments sent again is the worst score. */
const SCORE_PER_LOST_SHARE = 1000;

/** From 0 to 100, by the share of segments that had to be sent again; `null` where nothing was measured. */
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

export function impactLevel(score: number): ImpactLevel {
  if (score < 1) {
    return 'NONE';
  }
  if (score < 10) {
    return 'LOW';
  }
  return score < 40 ? 'MEDIUM' : 'HIGH';
}
