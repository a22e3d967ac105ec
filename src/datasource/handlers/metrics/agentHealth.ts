import { type DataSourceApi } from '@grafana/data';
import { asyncScheduler, catchError, forkJoin, map, type Observable, of, switchMap } from 'rxjs';
import { type TimeWindow } from '../../../core/time';
import { type Notice, warningNotice } from '../../../core/notice';
import { silentAgentsText } from '../../../core/inventory/messages';
import { silentAgents } from '../../../core/prometheus/agent/agents';
import { type ClusterOption } from '../../../core/prometheus/labels';
import { type AgentMetric } from '../../../core/prometheus/agent/metric';
import { sharedInterfaces } from '../../../core/prometheus/agent/mixedUpPods';
import { recordedSharedInterfaces, recordedThroughout } from '../../../core/prometheus/agent/recorded';
import { startedAgentPods } from '../../../core/prometheus/kubernetes/runningPods';
import {
  podsWithWholeLives,
  wholeLifeCandidates,
  type WholeLifeSign,
  wholeLifeSigns,
} from '../../../core/prometheus/agent/wholeLives';
import { SharedStreams } from '../../../flowapi/sharedStreams';
import { PROBLEMS_OF_AGENTS_UNKNOWN } from '../../messages';
import { instantSamples } from '../../prometheus/instantSamples';

/** Problems of the agents in a range that make numbers wrong. */
export interface AgentHealthInRange {
  /** The names of the nodes whose agent does not respond. */
  silentNodes: readonly string[];
  /** The names of the pods of restarted agents, whose samples after the restart can be wrong. */
  startedAgents: readonly string[];
  /** Whether recording rules have the rates of pods in the whole range. */
  isRecorded: boolean;
  /** Interfaces that agents expose as several pods, which they can mix up. */
  sharedInterfaces: readonly string[];
  /**
   * The names of pods that can have whole-life samples, because they were unknown to their agents for a while, or the agents
   * counted their connections from the beginning again. Empty in clusters with recording rules, where the search would take too
   * long.
   */
  returnedPods: readonly string[];
  /** True if Prometheus did not return these facts, so that queries have no guards. */
  isUnknown?: boolean;
}

const UNKNOWN_HEALTH: AgentHealthInRange = {
  silentNodes: [],
  startedAgents: [],
  isRecorded: false,
  sharedInterfaces: [],
  returnedPods: [],
  isUnknown: true,
};

const FRESH_MS = 5_000;

/** The health of the agents, queried once for all panels of a range. */
export class AgentHealth {
  private readonly streams = new SharedStreams<AgentHealthInRange>(asyncScheduler);
  private readonly returned = new SharedStreams<string[]>(asyncScheduler);

  constructor(private readonly scope: ClusterOption) {}

  /**
   * The health of the agents in a range. Emits once and never fails: values without guards, with a notice, are better than none.
   *
   * @param metric the queried metric, if samples of pods matter.
   */
  inRange(prometheus: DataSourceApi, range: TimeWindow, metric?: AgentMetric): Observable<AgentHealthInRange> {
    const key = keyOf(range);
    return this.streams
      .get(key, FRESH_MS, () => this.query(prometheus, range))
      .pipe(
        switchMap((health) =>
          metric && !health.isRecorded && !health.isUnknown
            ? this.returnedPods(prometheus, range, metric).pipe(map((returnedPods) => ({ ...health, returnedPods })))
            : of(health)
        ),
        catchError(() => of(UNKNOWN_HEALTH))
      );
  }

  private query(prometheus: DataSourceApi, range: TimeWindow): Observable<AgentHealthInRange> {
    const seconds = secondsOf(range);
    const expressions = {
      silent: silentAgents(this.scope),
      started: startedAgentPods(seconds, this.scope),
      recorded: recordedThroughout(seconds),
    };
    return instantSamples(prometheus, expressions, range).pipe(
      map(({ silent, started, recorded }) => ({
        silentNodes: silent.map(({ labels }) => labels.node ?? '').sort(),
        startedAgents: started.map(({ labels }) => labels.pod ?? '').sort(),
        isRecorded: recorded.length > 0,
        returnedPods: [],
      })),
      switchMap((health) => {
        const shared = health.isRecorded
          ? recordedSharedInterfaces(seconds)
          : sharedInterfaces(Math.round(seconds / 2), this.scope);
        return instantSamples(prometheus, { shared }, range).pipe(
          map((found) => ({
            ...health,
            sharedInterfaces: found.shared.map(({ labels }) => labels.iface ?? '').sort(),
          }))
        );
      }),
      catchError(() => of(UNKNOWN_HEALTH))
    );
  }

  /** The pods with whole-life samples. Only metrics of pods have such samples. */
  private returnedPods(prometheus: DataSourceApi, range: TimeWindow, metric: AgentMetric): Observable<string[]> {
    const signs = wholeLifeSigns(metric);
    return signs.length === 0
      ? of([])
      : forkJoin(
          signs.map((sign) =>
            this.returned.get(`${keyOf(range)} ${sign}`, FRESH_MS, () => podsWith(sign, prometheus, range))
          )
        ).pipe(map((found) => [...new Set(found.flat())].sort()));
  }
}

function keyOf({ startMs, endMs }: TimeWindow): string {
  return `${startMs}-${endMs}`;
}

function secondsOf({ startMs, endMs }: TimeWindow): number {
  return Math.round((endMs - startMs) / 1_000);
}

/** The pods with whole-life samples: first the candidates, and then those that have such samples. */
function podsWith(sign: WholeLifeSign, prometheus: DataSourceApi, window: TimeWindow): Observable<string[]> {
  const range = { window: `${secondsOf(window)}s` };
  return podNames(prometheus, wholeLifeCandidates(sign, range), window).pipe(
    switchMap((candidates) =>
      candidates.length === 0 ? of([]) : podNames(prometheus, podsWithWholeLives(sign, candidates, range), window)
    )
  );
}

function podNames(prometheus: DataSourceApi, pods: string, window: TimeWindow): Observable<string[]> {
  return instantSamples(prometheus, { pods }, window).pipe(
    map((samples) => samples.pods.map(({ labels }) => labels.pod ?? '').sort())
  );
}

/** Notices about missing nodes and about errors that are not corrected. */
export function healthNotices({ silentNodes, isUnknown }: AgentHealthInRange): Notice[] {
  return [
    ...(silentNodes.length === 0 ? [] : [warningNotice(silentAgentsText(silentNodes))]),
    ...(isUnknown ? [warningNotice(PROBLEMS_OF_AGENTS_UNKNOWN)] : []),
  ];
}
