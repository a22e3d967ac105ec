import { type DataSourceApi } from '@grafana/data';
import { asyncScheduler, catchError, forkJoin, map, type Observable, of, switchMap } from 'rxjs';
import { type TimeWindow } from '../../../core/time';
import { type Notice, warningNotice } from '../../../core/notice';
import { silentAgentsText } from '../../../core/inventory/collectionNotices';
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

/** How the agents did in a range. */
export interface AgentHealthInRange {
  /** Names of the nodes whose agent does not answer. */
  silentNodes: readonly string[];
  /** Names of the pods of agents that were started anew: samples right after it may be wrong. */
  startedAgents: readonly string[];
  /** Whether recording rules told the pods' rates from start to end. */
  isRecorded: boolean;
  /** Interfaces that agents print as several pods, which they may mix up. */
  sharedInterfaces: readonly string[];
  /**
   * Names of the pods whose samples can hold whole lives, because agents did not know them for a while or counted their
   * connections from the start again. None in clusters with recording rules, where the search would take too long.
   */
  returnedPods: readonly string[];
  /** True if Prometheus did not say all this, so that nothing is guarded against. */
  isUnknown?: boolean;
}

const NOTHING_KNOWN: AgentHealthInRange = {
  silentNodes: [],
  startedAgents: [],
  isRecorded: false,
  sharedInterfaces: [],
  returnedPods: [],
  isUnknown: true,
};

const FRESH_MS = 5_000;

/** Asked once for all panels of a range: a number without the nodes that it lacks would mislead. */
export class AgentHealth {
  private readonly streams = new SharedStreams<AgentHealthInRange>(asyncScheduler);
  private readonly returned = new SharedStreams<string[]>(asyncScheduler);

  constructor(private readonly scope: ClusterOption) {}

  /**
   * Emits once and never fails: numbers without guards, and a notice that says so, are better than none.
   *
   * @param metric whose samples matter; absent where none do.
   */
  inRange(prometheus: DataSourceApi, range: TimeWindow, metric?: AgentMetric): Observable<AgentHealthInRange> {
    const key = keyOf(range);
    return this.streams
      .get(key, FRESH_MS, () => this.ask(prometheus, range))
      .pipe(
        switchMap((known) =>
          metric && !known.isRecorded && !known.isUnknown
            ? this.returnedPods(prometheus, range, metric).pipe(map((returnedPods) => ({ ...known, returnedPods })))
            : of(known)
        ),
        catchError(() => of(NOTHING_KNOWN))
      );
  }

  private ask(prometheus: DataSourceApi, range: TimeWindow): Observable<AgentHealthInRange> {
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
      switchMap((known) => {
        const shared = known.isRecorded
          ? recordedSharedInterfaces(seconds)
          : sharedInterfaces(Math.round(seconds / 2), this.scope);
        return instantSamples(prometheus, { shared }, range).pipe(
          map((found) => ({
            ...known,
            sharedInterfaces: found.shared.map(({ labels }) => labels.iface ?? '').sort(),
          }))
        );
      }),
      catchError(() => of(NOTHING_KNOWN))
    );
  }

  /** Only of pods: other metrics have no such samples. */
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

/** First the pods of all that can have whole lives among their samples, then those of them that have some. */
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
