import { type Points } from '../../events/intervals';
import { restartedNode } from '../../events/eventTags';
import { lastIndexOf } from '../lastIndexOf';
import { SILENT_STEPS } from '../limits';
import { type Observations } from '../observations';
import { at, name, say, time } from '../sentence';
import { type SymptomOf } from '../symptom';

/** A monitor that is being created or deleted is not a problem. */
const RECORDING_OR_CHANGING = ['ACTIVE', 'PENDING', 'DELETING'];

/** Faults of the collection: agents that do not respond or restarted, and monitors that record nothing. */
export function agentSymptoms(
  observations: Observations
): Array<SymptomOf<'agentSilent' | 'agentRestarted' | 'monitorNotActive'>> {
  const { agents = [], monitors = [] } = observations;
  return [
    ...agents.flatMap((points) => silent(points, observations)),
    ...restarted(observations),
    ...monitors
      .filter(({ status }) => !RECORDING_OR_CHANGING.includes(status))
      .map(({ name: monitor, status }): SymptomOf<'monitorNotActive'> => ({
        kind: 'monitorNotActive',
        place: { kind: 'monitor', monitor },
        certainty: 'measured',
        sentence: say('monitorNotActive', { monitor: at({ kind: 'monitor', monitor }), status: name(status) }),
      })),
  ];
}

/** An agent that has not responded to the last scrapes. */
function silent(
  { labels: { node = '' }, timesMs, values }: Points,
  { stepMs }: Observations
): Array<SymptomOf<'agentSilent'>> {
  const steps = values.length - 1 - lastIndexOf(values, (value) => value > 0);
  const firstMs = timesMs[timesMs.length - steps];
  if (steps < SILENT_STEPS || firstMs === undefined) {
    return [];
  }
  const place = { kind: 'node', node } as const;
  const sinceMs = firstMs - stepMs;
  const sentence = say('agentSilent', { node: at(place), since: time(sinceMs) });
  return [{ kind: 'agentSilent', place, sinceMs, certainty: 'measured', sentence }];
}

function restarted({ events = [], windows: { now } }: Observations): Array<SymptomOf<'agentRestarted'>> {
  return events.flatMap((event) => {
    const node = restartedNode(event);
    if (node === undefined || event.startMs < now.startMs || event.startMs >= now.endMs) {
      return [];
    }
    const place = { kind: 'node', node } as const;
    const sentence = say('agentRestarted', { node: at(place), since: time(event.startMs) });
    return [{ kind: 'agentRestarted', place, sinceMs: event.startMs, certainty: 'measured', sentence }];
  });
}
