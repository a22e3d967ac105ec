/** The containers of pods that restart again and again. */
import { endOf, type IncidentOf, isOnAt } from '../incidents/incident';
import { sameWorkload } from '../world/applications/workloads';
import { unit } from '../world/hash';
import { type Pod } from '../world/pods';
import { MINUTE_MS } from '../world/time';
import { type ContainerState } from './podSeries';

type Crashes = ReadonlyArray<IncidentOf<'unresponsive-pods'>>;

/** How long a container runs before it ends: three failed probes, 10 seconds apart, and the time to terminate. */
const RUNS_MS = MINUTE_MS;
/** The kubelet waits longer before each start, up to five minutes (kubernetes.io, Pod Lifecycle, "Container restarts"). */
const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 5 * MINUTE_MS;

/** The container of a pod at a time. */
export function containerAt(pod: Pod, nowMs: number, crashes: Crashes): ContainerState {
  const own = crashes.filter(
    ({ workload, sinceRevision = 0, restartReason }) =>
      restartReason !== undefined && sameWorkload(pod.spec, workload) && pod.revision >= sinceRevision
  );
  const starts = own
    .flatMap((incident) =>
      startsIn(incident, pod, nowMs).map((startMs) => ({ startMs, reason: incident.restartReason }))
    )
    .sort((a, b) => a.startMs - b.startMs);
  const last = starts.at(-1);
  return {
    restarts: starts.length,
    startMs: last?.startMs ?? pod.startMs,
    ...(last?.reason !== undefined && { endReason: last.reason }),
    isReady: !own.some((incident) => isOnAt(incident, nowMs)),
  };
}

/** The starts of a container until now after it ended, each after a longer wait. The first end differs between pods. */
function startsIn(incident: Crashes[number], pod: Pod, nowMs: number): number[] {
  const starts: number[] = [];
  const endMs = Math.min(endOf(incident), pod.endMs, nowMs);
  let waitMs = FIRST_WAIT_MS;
  let startMs = Math.max(incident.startMs, pod.startMs) + Math.floor(unit(pod.hash) * RUNS_MS);
  while ((startMs += RUNS_MS + waitMs) <= endMs) {
    starts.push(startMs);
    waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS);
  }
  return starts;
}
