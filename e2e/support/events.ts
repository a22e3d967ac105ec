import { type TimeWindow } from '../../src/core/time';
import { type ClusterEvent, type EventKind } from '../../src/core/events/event';
import { eventQueries } from '../../src/core/events/eventQueries';
import { eventStepSeconds, windowToQuery, within } from '../../src/core/events/eventSteps';
import { type KubeStateScope } from '../../src/core/prometheus/kubernetes/runningPods';
import { promQueryRange } from './promQuery';

/** Queries a real Prometheus for the events of a kind in a window, with the steps that the data source uses. */
export async function eventsIn(
  url: string,
  kind: EventKind,
  window: TimeWindow,
  scope: KubeStateScope = {}
): Promise<ClusterEvent[]> {
  const stepSeconds = eventStepSeconds(window);
  const answers = eventQueries(kind, { ...scope, stepSeconds }).map(async ({ expression, eventsOf }) =>
    eventsOf(
      await promQueryRange(url, expression, {
        ...windowToQuery(kind, window, stepSeconds),
        stepMs: stepSeconds * 1_000,
      })
    )
  );
  const events = (await Promise.all(answers)).flat();
  return events.map((event) => within(event, window)).filter((event) => event !== undefined);
}
