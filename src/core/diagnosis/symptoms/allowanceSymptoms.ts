import { limitedBy } from '../limitedBy';
import { type Observations } from '../observations';
import { amount, at, name, say, time } from '../sentence';
import { type SymptomOf } from '../symptom';
import { intervalsNow } from './seriesIntervals';

/** The interfaces that exceeded an allowance in the window. Each packet counts, as for the alerts. */
export function allowanceSymptoms(observations: Observations): Array<SymptomOf<'allowanceExceeded'>> {
  const { allowances = [], pods } = observations;
  return allowances.flatMap(({ metric, series }) =>
    series.flatMap((points) => {
      const { node = '', eni = '' } = points.labels;
      const intervals = intervalsNow(points, observations);
      const [first] = intervals;
      if (!first) {
        return [];
      }
      const place = { kind: 'interface', node, eni } as const;
      const packets = intervals.reduce((sum, interval) => sum + interval.sum, 0);
      return [
        {
          kind: 'allowanceExceeded',
          place,
          allowance: metric,
          sinceMs: first.startMs,
          ...(pods && { pods: podsOn(node, pods) }),
          certainty: 'measured',
          sentence: say('allowanceExceeded', {
            packets: amount(packets),
            interface: at(place),
            allowance: name(limitedBy(metric)),
            since: time(first.startMs),
          }),
        },
      ];
    })
  );
}

function podsOn(node: string, pods: NonNullable<Observations['pods']>): Set<string> {
  return new Set(pods.filter((pod) => pod.node === node).map(({ namespace, pod }) => `${namespace}/${pod}`));
}
