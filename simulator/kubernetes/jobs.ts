/** CronJobs and their Jobs as objects of the Kubernetes API. */
import { type Pod, runsAt } from '../world/pods';
import { floorTo, MINUTE_MS } from '../world/time';
import { endpointRefText, type CronSchedule, type WorkloadSpec } from '../world/applications/workloads';
import { jobLabels, ownerKey, workloadKey } from './controllers';
import { workloadLabels } from './labels';
import { type KubernetesObject, objectOf, ownedBy, timestamp, uidOf } from './object';
import { podTemplate } from './podTemplate';
import { clusterCreatedMs, type ClusterSnapshot, grouped, podsByWorkload, workloadsOfKind } from './snapshot';

/** What Kubernetes keeps by default. */
const SUCCESSFUL_JOBS = 3;
const MINUTES_PER_HOUR = 60;

/** A schedule of cron; periods are divisors of an hour. */
function scheduleText({ everyMinutes }: CronSchedule): string {
  return everyMinutes < MINUTES_PER_HOUR ? `*/${everyMinutes} * * * *` : '0 * * * *';
}

/** When the last run was due; undefined if none was due since the start of the world. */
function lastDueMs({ everyMinutes }: CronSchedule, { world, nowMs }: ClusterSnapshot): number | undefined {
  const dueMs = floorTo(nowMs, everyMinutes * MINUTE_MS);
  return dueMs >= world.options.epochMs ? dueMs : undefined;
}

function cronJobObject(spec: WorkloadSpec, pods: readonly Pod[], snapshot: ClusterSnapshot): KubernetesObject {
  const { world, nowMs } = snapshot;
  const { cron = { everyMinutes: MINUTES_PER_HOUR, durationSeconds: 0 } } = spec;
  const dueMs = lastDueMs(cron, snapshot);
  const active = pods.filter((pod) => runsAt(pod, nowMs)).map(ownerKey);
  return objectOf(workloadKey(spec), clusterCreatedMs(world), {
    metadata: { labels: workloadLabels(spec).pod },
    spec: {
      concurrencyPolicy: 'Allow',
      failedJobsHistoryLimit: 1,
      jobTemplate: { metadata: {}, spec: { template: podTemplate(spec, 0) } },
      schedule: scheduleText(cron),
      successfulJobsHistoryLimit: world.options.jobHistoryLimit ?? SUCCESSFUL_JOBS,
      suspend: false,
    },
    status: {
      ...(active.length > 0 && { active: active.map((key) => ({ ...key, uid: uidOf(key) })) }),
      ...(dueMs !== undefined && { lastScheduleTime: timestamp(dueMs) }),
    },
  });
}

/** The CronJobs of a snapshot. */
export function cronJobObjects(snapshot: ClusterSnapshot): KubernetesObject[] {
  const podsOf = podsByWorkload(snapshot);
  return workloadsOfKind(snapshot, 'CronJob').map((spec) =>
    cronJobObject(spec, podsOf.get(endpointRefText(spec)) ?? [], snapshot)
  );
}

function jobStatus({ startMs, endMs }: Pod, isRunning: boolean): object {
  const startTime = timestamp(startMs);
  return isRunning
    ? { active: 1, ready: 1, startTime }
    : {
        completionTime: timestamp(endMs),
        conditions: [{ lastTransitionTime: timestamp(endMs), status: 'True', type: 'Complete' }],
        startTime,
        succeeded: 1,
      };
}

function jobObject(pod: Pod, nowMs: number): KubernetesObject {
  const key = ownerKey(pod);
  const labels = jobLabels(key);
  return objectOf(key, pod.startMs, {
    metadata: {
      labels: { ...workloadLabels(pod.spec).pod, ...labels },
      ownerReferences: [ownedBy(workloadKey(pod.spec))],
    },
    spec: {
      backoffLimit: 6,
      completionMode: 'NonIndexed',
      completions: 1,
      parallelism: 1,
      selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': uidOf(key) } },
      template: podTemplate(pod.spec, 0, labels),
    },
    status: jobStatus(pod, runsAt(pod, nowMs)),
  });
}

/** The Jobs of a snapshot: those of its pods, because each Job has one pod. */
export function jobObjects({ pods, nowMs }: ClusterSnapshot): KubernetesObject[] {
  const ofJobs = pods.filter(({ owner }) => owner.kind === 'Job');
  const byJob = grouped(ofJobs, ({ namespace, owner }) => `${namespace}/${owner.name}`);
  return [...byJob.values()].flatMap(([pod]) => (pod === undefined ? [] : [jobObject(pod, nowMs)]));
}
