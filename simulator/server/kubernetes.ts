/** What the Kubernetes API of the cluster returns, at the time of the clock or at any other. */
import { apiList, kubernetesObjects, readResourcePath } from '../kubernetes/objects';
import { snapshotAt } from '../kubernetes/snapshot';
import { type Clock } from '../world/clock';
import { type SimulatedWorld } from '../incidents/simulatedWorld';
import { type Answer, badRequest, json, text } from './answer';

/** What the answers depend on. */
export interface KubernetesParts {
  world: SimulatedWorld;
  clock: Clock;
}

/** The time in the parameter `time`, by default the current one; undefined if it is not in ISO 8601. */
function timeOf(query: URLSearchParams, nowMs: number): number | undefined {
  const time = query.get('time');
  const timeMs = time === null ? nowMs : Date.parse(time);
  return Number.isNaN(timeMs) ? undefined : timeMs;
}

/** Answers a request below /kubernetes. */
export function answerKubernetes({ world, clock }: KubernetesParts, what: string, query: URLSearchParams): Answer {
  const timeMs = timeOf(query, clock.nowMs());
  if (timeMs === undefined) {
    return badRequest('time must be an ISO 8601 time');
  }
  return what === 'objects' ? json(200, kubernetesObjects(snapshotAt(world, timeMs))) : text(404, 'Not Found');
}

/** Answers a request of the Kubernetes API, below /api and /apis: lists of all namespaces or of one. */
export function answerKubernetesApi({ world, clock }: KubernetesParts, path: string): Answer {
  const wanted = readResourcePath(path);
  return wanted
    ? json(200, apiList(wanted, snapshotAt(world, clock.nowMs())))
    : json(404, {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: 'the server could not find the requested resource',
        reason: 'NotFound',
        details: {},
        code: 404,
      });
}
