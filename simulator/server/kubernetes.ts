/** What the Kubernetes API of the cluster returns, at the time of the clock or at any other. */
import { storedPoliciesAt } from '../incidents/appliedPolicies';
import { type SimulatedWorld } from '../incidents/simulatedWorld';
import { apiList, kubernetesObjects, readResourcePath } from '../kubernetes/objects';
import { type ClusterSnapshot, snapshotAt } from '../kubernetes/snapshot';
import { policyLog } from '../policies/policyLog';
import { type Clock } from '../world/clock';
import { type Answer, badRequest, json, text } from './answer';
import { answerPolicies } from './policies';
import { NO_TIME_SPAN, timeSpanOf } from './timeSpan';

/** What the answers depend on. */
export interface KubernetesParts {
  world: SimulatedWorld;
  clock: Clock;
}

/** The parts of a request that matter here. */
export interface KubernetesRequest {
  method: string;
  url: URL;
  body: string;
}

function snapshotOf(world: SimulatedWorld, timeMs: number): ClusterSnapshot {
  return snapshotAt(world, timeMs, storedPoliciesAt(world.incidents, timeMs));
}

/** All objects at the time in the parameter `time`, by default the current one. */
function answerObjects({ world, clock }: KubernetesParts, query: URLSearchParams): Answer {
  const time = query.get('time');
  const timeMs = time === null ? clock.nowMs() : Date.parse(time);
  return Number.isNaN(timeMs)
    ? badRequest('time must be an ISO 8601 time')
    : json(200, kubernetesObjects(snapshotOf(world, timeMs)));
}

function answerPolicyLogs({ world, clock }: KubernetesParts, query: URLSearchParams): Answer {
  const span = timeSpanOf(query);
  if (!span) {
    return badRequest(NO_TIME_SPAN);
  }
  const events = policyLog(world, span.startMs, Math.min(span.endMs, clock.nowMs()));
  return text(200, events.map((event) => `${JSON.stringify(event)}\n`).join(''), 'application/x-ndjson');
}

/** Answers a request below /kubernetes. */
export function answerKubernetes(parts: KubernetesParts, request: KubernetesRequest, what: string): Answer {
  switch (what) {
    case 'objects':
      return answerObjects(parts, request.url.searchParams);
    case 'policies':
      return answerPolicies(parts, request);
    case 'policy-logs':
      return answerPolicyLogs(parts, request.url.searchParams);
    default:
      return text(404, 'Not Found');
  }
}

/** Answers a request of the Kubernetes API, below /api and /apis: lists of all namespaces or of one. */
export function answerKubernetesApi({ world, clock }: KubernetesParts, path: string): Answer {
  const wanted = readResourcePath(path);
  return wanted
    ? json(200, apiList(wanted, snapshotOf(world, clock.nowMs())))
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
