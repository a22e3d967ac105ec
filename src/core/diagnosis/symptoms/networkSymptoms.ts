import { type Points } from '../../events/intervals';
import { DROP_LIMITS } from '../../prometheus/policyAgent/dropLimits';
import { type TimeWindow } from '../../time';
import { meanOf } from '../meanOf';
import { type Observations } from '../observations';
import { amount, at, say, time } from '../sentence';
import { type SymptomOf } from '../symptom';
import { intervalsNow } from './seriesIntervals';

/** Impairments of the AWS network that CloudWatch reports in the window. */
export function networkSymptoms(observations: Observations): Array<SymptomOf<'networkDegraded'>> {
  return (observations.health ?? []).flatMap((points) => {
    const place = { kind: 'monitor', monitor: points.labels.monitor ?? '' } as const;
    const [first] = intervalsNow(points, observations);
    return first
      ? [
          {
            kind: 'networkDegraded',
            place,
            sinceMs: first.startMs,
            certainty: 'measured',
            sentence: say('networkDegraded', { monitor: at(place), since: time(first.startMs) }),
          },
        ]
      : [];
  });
}

/** The nodes on which network policies drop more packets than usual. Some clusters always drop some on purpose. */
export function dropSymptoms(observations: Observations): Array<SymptomOf<'policiesDrop'>> {
  const { drops = [], windows } = observations;
  const risen = drops.filter(
    (points) => meanIn(points, windows.now) > DROP_LIMITS.times * meanIn(points, windows.before)
  );
  const nodes = [...new Set(risen.map(({ labels }) => labels.node ?? ''))];
  return nodes.flatMap((node) => {
    const ofNode = risen.filter(({ labels }) => (labels.node ?? '') === node);
    const intervals = ofNode.flatMap((points) => intervalsNow(points, observations));
    const directions = new Set(ofNode.map(({ labels }) => labels.direction ?? ''));
    const packets = intervals.reduce((sum, interval) => sum + interval.sum, 0);
    if (packets < DROP_LIMITS.minPackets) {
      return [];
    }
    const place = { kind: 'node', node } as const;
    const sinceMs = Math.min(...intervals.map(({ startMs }) => startMs));
    const sentence = say('policiesDrop', { packets: amount(packets), node: at(place), since: time(sinceMs) });
    return [{ kind: 'policiesDrop', place, directions, sinceMs, certainty: 'measured', sentence }];
  });
}

function meanIn({ timesMs, values }: Points, { startMs, endMs }: TimeWindow): number {
  return meanOf(values.filter((_, index) => (timesMs[index] ?? 0) > startMs && (timesMs[index] ?? 0) <= endMs));
}
