/**
 * The pods that the Kubernetes API lists: those that run, and finished ones of Jobs. A finished pod keeps its address
 * in its status until its Job leaves the CronJob's history; until then, another pod can have the same address.
 */
import { type Cell } from './cell';
import { type Pod, runsAt } from './pods';
import { MINUTE_MS } from './time';

const FINISHED_PODS_STAY_MS = 10 * MINUTE_MS;

/** The number of finished Jobs that each CronJob keeps; without it, every finished pod stays for ten minutes. */
export interface JobHistory {
  jobHistoryLimit?: number;
}

/** @returns the pods of a cell that are listed at `nowMs`, ordered by start time. */
export function listedPods(cell: Cell, { jobHistoryLimit }: JobHistory, nowMs: number): Pod[] {
  const longestMs = jobHistoryLimit === undefined ? FINISHED_PODS_STAY_MS : historyMs(cell, jobHistoryLimit);
  const pods = cell
    .pods(nowMs - longestMs, nowMs + 1)
    .filter((pod) => pod.startMs <= nowMs && (pod.owner.kind === 'Job' || runsAt(pod, nowMs)));
  return jobHistoryLimit === undefined ? pods : withinHistory(pods, jobHistoryLimit, nowMs);
}

/** Longer than the last Jobs of any CronJob can go back. */
function historyMs({ workloads }: Cell, limit: number): number {
  const periods = workloads.map(({ cron }) => cron?.everyMinutes ?? 0);
  return (limit + 2) * Math.max(...periods) * MINUTE_MS;
}

function withinHistory(pods: Pod[], limit: number, nowMs: number): Pod[] {
  const finished = pods.filter((pod) => !runsAt(pod, nowMs));
  const isKept = (pod: Pod) =>
    finished.filter((other) => other.spec === pod.spec && other.endMs > pod.endMs).length < limit;
  return pods.filter((pod) => runsAt(pod, nowMs) || isKept(pod));
}
