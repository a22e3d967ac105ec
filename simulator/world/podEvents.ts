/**
 * When the pods of a workload start and stop: scaling by the time of day, rollouts by revision, runs of CronJobs.
 * Computed in steps of ten minutes; each step depends only on the previous one.
 */
import { combine, hashText, unit } from './hash';
import { ceilTo, dayWave, floorTo, MINUTE_MS } from './time';
import { type CronSchedule, type WorkloadSpec } from './applications/workloads';

/** The length of a step. */
export const STEP_MS = 600_000;

/** A pod starts or stops. */
export interface PodEvent {
  atMs: number;
  kind: 'start' | 'stop';
  spec: WorkloadSpec;
  /** The ordinal of a replica, the number of a node, or the minute at which a CronJob's run was due. */
  slot: number;
  revision: number;
}

const ROLLOUT_STAGGER_MS = 15_000;
/** A new pod of a Deployment is ready before the old one stops; an old pod of a StatefulSet stops first. */
const READY_AFTER_MS = 20_000;
const RESTART_GAP_MS = 25_000;

function replicasAt(spec: WorkloadSpec, hash: number, timeMs: number): number {
  if (spec.extraReplicasAtPeak === 0) {
    return spec.replicas;
  }
  const flutter = unit(combine(hash, Math.floor(timeMs / STEP_MS))) - 0.5;
  const share = (dayWave(timeMs) + 1) / 2 + 0.5 * flutter;
  return spec.replicas + Math.round(spec.extraReplicasAtPeak * Math.min(1, Math.max(0, share)));
}

function hashOf(seed: number, { namespace, workload }: WorkloadSpec): number {
  return combine(seed, hashText(`${namespace}/${workload}`));
}

/** The number of pods that a Deployment or StatefulSet should have in a cell at a time. */
export function wantedReplicas(seed: number, spec: WorkloadSpec, timeMs: number): number {
  return replicasAt(spec, hashOf(seed, spec), floorTo(timeMs, STEP_MS));
}

/** The pods of one Deployment, StatefulSet, DaemonSet or CronJob over time. */
export class WorkloadTimeline {
  private readonly hash: number;
  /** The revision that runs in each slot. */
  private readonly running = new Map<number, number>();

  constructor(
    seed: number,
    private readonly spec: WorkloadSpec,
    private readonly nodeCount: number
  ) {
    // Depends only on the name, so that the parts of one workload in several cells roll out together.
    this.hash = hashOf(seed, spec);
  }

  /**
   * The events of the step that starts at `stepMs`. Steps must be requested in order; the first one starts all pods.
   */
  eventsOfStep(stepMs: number, isFirst: boolean): PodEvent[] {
    switch (this.spec.kind) {
      case 'CronJob':
        return this.spec.cron ? this.cronRuns(this.spec.cron, stepMs) : [];
      case 'DaemonSet':
        return isFirst ? Array.from({ length: this.nodeCount }, (_, slot) => this.event('start', stepMs, slot, 0)) : [];
      default:
        return this.replicaEvents(stepMs, isFirst);
    }
  }

  private event(kind: PodEvent['kind'], atMs: number, slot: number, revision: number): PodEvent {
    return { atMs, kind, spec: this.spec, slot, revision };
  }

  private replicaEvents(stepMs: number, isFirst: boolean): PodEvent[] {
    const wanted = replicasAt(this.spec, this.hash, stepMs);
    const rolloutMs = this.spec.rolloutEveryMinutes * MINUTE_MS;
    const phaseMs = floorTo(unit(this.hash) * rolloutMs, STEP_MS);
    const revision = Math.floor((stepMs + phaseMs) / rolloutMs);
    const slots = Math.max(wanted, ...[...this.running.keys()].map((slot) => slot + 1));
    return Array.from({ length: slots }, (_, slot) => slot).flatMap((slot) => {
      const jitterMs = isFirst ? 0 : Math.floor(unit(combine(this.hash, slot + stepMs / STEP_MS)) * 60_000);
      return this.slotEvents(slot, slot < wanted ? revision : undefined, stepMs + jitterMs);
    });
  }

  private slotEvents(slot: number, wanted: number | undefined, atMs: number): PodEvent[] {
    const current = this.running.get(slot);
    if (current === wanted) {
      return [];
    }
    if (wanted === undefined) {
      this.running.delete(slot);
      return current === undefined ? [] : [this.event('stop', atMs, slot, current)];
    }
    this.running.set(slot, wanted);
    if (current === undefined) {
      return [this.event('start', atMs, slot, wanted)];
    }
    const turnMs = atMs + slot * ROLLOUT_STAGGER_MS;
    const [startMs, stopMs] =
      this.spec.kind === 'StatefulSet' ? [turnMs + RESTART_GAP_MS, turnMs] : [turnMs, turnMs + READY_AFTER_MS];
    return [this.event('start', startMs, slot, wanted), this.event('stop', stopMs, slot, current)];
  }

  private cronRuns(cron: CronSchedule, stepMs: number): PodEvent[] {
    const everyMs = cron.everyMinutes * MINUTE_MS;
    const events: PodEvent[] = [];
    for (let dueMs = ceilTo(stepMs, everyMs); dueMs < stepMs + STEP_MS; dueMs += everyMs) {
      const chance = unit(combine(this.hash, dueMs / MINUTE_MS));
      const startMs = dueMs + 1000 + Math.floor(chance * 5000);
      const lastsMs = Math.floor(cron.durationSeconds * 1000 * (0.7 + 0.6 * chance));
      const slot = dueMs / MINUTE_MS;
      events.push(this.event('start', startMs, slot, 0), this.event('stop', startMs + lastsMs, slot, 0));
    }
    return events;
  }
}
