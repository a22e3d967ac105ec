import { compareText } from '../compareText';
import { type TransferCharge, chargesOf } from '../transfer/charges';
import { bytesOf, crossesZones, type Flow, retransmissionsOf, roundTripTimeMicrosecondsOf, timeoutsOf } from './flow';
import { type GroupField, type GroupValue, groupValue } from './groupField';

/** The traffic and losses of all flows in a group. A metric that no flow of the group has is absent. */
export interface TopTalker {
  /** The value of each field, in the order of the query; undefined if it is unknown. */
  group: readonly GroupValue[];
  bytes?: number;
  /** The bytes between different Availability Zones. */
  crossZoneBytes?: number;
  /** The bytes that AWS charges for, by charge. */
  chargedBytes?: Partial<Record<TransferCharge, number>>;
  retransmissions?: number;
  timeouts?: number;
  /** The mean over the flows with a round-trip time, weighted by their bytes. */
  roundTripTimeMicroseconds?: number;
  flowCount: number;
}

/**
 * Groups flows by any of their fields. The group with the most bytes comes first; groups with the same bytes are ordered by
 * their values, and groups without known bytes come last.
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
  if (bytes !== undefined) {
    addBilled(talker, flow, bytes);
  }
  addTo(talker, 'retransmissions', retransmissionsOf(flow));
  addTo(talker, 'timeouts', timeoutsOf(flow));
  if (time !== undefined) {
    // A flow without known bytes still counts for the mean, with the minimum weight.
    const weight = Math.max(bytes ?? 0, 1);
    draft.weightedTime += time * weight;
    draft.weight += weight;
  }
}

function addBilled(talker: TopTalker, flow: Flow, bytes: number): void {
  addTo(talker, 'crossZoneBytes', crossesZones(flow) ? bytes : 0);
  for (const charge of chargesOf(flow)) {
    talker.chargedBytes ??= {};
    talker.chargedBytes[charge] = (talker.chargedBytes[charge] ?? 0) + bytes;
  }
}

type Sum = 'bytes' | 'crossZoneBytes' | 'retransmissions' | 'timeouts';

function addTo(talker: TopTalker, metric: Sum, value: number | undefined): void {
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
