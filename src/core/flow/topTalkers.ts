import { compareText } from '../compareText';
import { bytesOf, type Flow, retransmissionsOf, roundTripTimeMicrosecondsOf, timeoutsOf } from './flow';
import { type GroupField, type GroupValue, groupValue } from './groupField';

/** What all flows of one group moved and lost together. A metric that no flow of the group told is absent. */
export interface TopTalker {
  /** By field, in the order asked for; undefined where nobody knew. */
  group: readonly GroupValue[];
  bytes?: number;
  retransmissions?: number;
  timeouts?: number;
  /** Mean over the flows that told one, weighted by their bytes. */
  roundTripTimeMicroseconds?: number;
  flowCount: number;
}

/**
 * Flows grouped by any of their fields, the heaviest group first; groups of equal weight by their
 * values. Groups whose bytes nobody told come last.
 */
export function topTalkers(flows: readonly Flow[], fields: readonly GroupField[]): TopTalker[] {
  const groups = new Map<string, Draft>();
  for (const flow of flows) {
    const group = fields.map((field) => groupValue(flow, field));
    const key = JSON.stringify(group);
    const draft = groups.get(key) ?? { key, talker: { group, flowCount: 0 }, weightedTime: 0, weight: 0 };
    groups.set(key, draft);
    add(draft, flow);
  }
  return [...groups.values()].sort(byBytesThenKey).map(finish);
}

interface Draft {
  key: string;
  talker: TopTalker;
  weightedTime: number;
  weight: number;
}

function add(draft: Draft, flow: Flow): void {
  const { talker } = draft;
  const bytes = bytesOf(flow);
  const time = roundTripTimeMicrosecondsOf(flow);
  talker.flowCount += 1;
  addTo(talker, 'bytes', bytes);
  addTo(talker, 'retransmissions', retransmissionsOf(flow));
  addTo(talker, 'timeouts', timeoutsOf(flow));
  if (time !== undefined) {
    // A flow outside the top by bytes still counts for the mean, with the least weight there is.
    const weight = Math.max(bytes ?? 0, 1);
    draft.weightedTime += time * weight;
    draft.weight += weight;
  }
}

function addTo(talker: TopTalker, metric: 'bytes' | 'retransmissions' | 'timeouts', value: number | undefined): void {
  if (value !== undefined) {
    talker[metric] = (talker[metric] ?? 0) + value;
  }
}

function finish({ talker, weightedTime, weight }: Draft): TopTalker {
  return weight > 0 ? { ...talker, roundTripTimeMicroseconds: weightedTime / weight } : talker;
}

function byBytesThenKey(a: Draft, b: Draft): number {
  return (b.talker.bytes ?? -1) - (a.talker.bytes ?? -1) || compareText(a.key, b.key);
}
