import { type DataSourceApi } from '@grafana/data';
import { asyncScheduler, catchError, forkJoin, map, type Observable, of, switchMap } from 'rxjs';
import { type TimeWindow } from '../../core/flow/flow';
import { type Notice } from '../../core/flow/picture';
import { silentAgentsText } from '../../core/inventory/collectionNotices';
import { silentAgents } from '../../core/promql/agents';
import { type ClusterOption } from '../../core/promql/labels';
import { sharedInterfaces } from '../../core/promql/mixedUpPods';
import { recordedThroughout } from '../../core/promql/recorded';
import { type Range } from '../../core/promql/range';
import { startedAgentPods } from '../../core/promql/runningPods';
import { podsWithWholeLives, wholeLifeCandidates, type WholeLifeSign } from '../../core/promql/wholeLives';
import { SharedStreams } from '../../flowapi/sharedStreams';
import { instantSamples } from '../prometheus/instantSamples';

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
   * Names of the pods that agents did not know for a while. Looked for where it takes seconds: not in clusters with recording
   * rules.
   */
  returnedPods: readonly string[];
  /** Names of the pods whose connections agents counted anew from the pod's start. Looked for likewise. */
  recountedPods: readonly string[];
  /** True if Prometheus did not say all this, so that nothing is guarded against. */
  isUnknown?: boolean;
}

const NOTHING_KNOWN: AgentHealthInRange = {
  silentNodes: [],
  startedAgents: [],
  isRecorded: false,
  sharedInterfaces: [],
  returnedPods: [],
  recountedPods: [],
  isUnknown: true,
};

const FRESH_MS = 5_000;

/** Asked once for all panels of a range: a number without the nodes that it lacks would mislead. */
export class AgentHealth {
  private readonly streams = new SharedStreams<AgentHealthInRange>(asyncScheduler);

  constructor(private readonly scope: ClusterOption) {}

  /** Emits once and never fails: numbers without guards, and a notice that says so, are better than none. */
  inRange(prometheus: DataSourceApi, range: TimeWindow): Observable<AgentHealthInRange> {
    return this.streams.get(`${range.startMs}-${range.endMs}`, FRESH_MS, () => this.ask(prometheus, range));
  }

  private ask(prometheus: DataSourceApi, range: TimeWindow): Observable<AgentHealthInRange> {
    const seconds = Math.round((range.endMs - range.startMs) / 1_000);
    const expressions = {
      silent: silentAgents(this.scope),
      started: startedAgentPods(seconds, this.scope),
      recorded: recordedThroughout(seconds),
      shared: sharedInterfaces(Math.round(seconds / 2), this.scope),
    };
    return instantSamples(prometheus, expressions, range).pipe(
      map(({ silent, started, recorded, shared }) => ({
        silentNodes: silent.map(({ labels }) => labels.node ?? '').sort(),
        startedAgents: started.map(({ labels }) => labels.pod ?? '').sort(),
        isRecorded: recorded.length > 0,
        sharedInterfaces: shared.map(({ labels }) => labels.iface ?? '').sort(),
      })),
      switchMap((known) =>
        (known.isRecorded ? of(NO_PODS) : wholeLives(prometheus, range, { window: `${seconds}s` })).pipe(
          map((pods) => ({ ...known, ...pods }))
        )
      ),
      catchError(() => of(NOTHING_KNOWN))
    );
  }
}

const NO_PODS = { returnedPods: [], recountedPods: [] };

/** First the pods of all that can have whole lives among their samples, then those of them that have some. */
function wholeLives(prometheus: DataSourceApi, window: TimeWindow, range: Range) {
  const podsWith = (sign: WholeLifeSign) =>
    podNames(prometheus, wholeLifeCandidates(sign, range), window).pipe(
      switchMap((candidates) =>
        candidates.length === 0 ? of([]) : podNames(prometheus, podsWithWholeLives(sign, candidates, range), window)
      )
    );
  return forkJoin({ returnedPods: podsWith('repeated bytes'), recountedPods: podsWith('no connections') });
}

function podNames(prometheus: DataSourceApi, pods: string, window: TimeWindow): Observable<string[]> {
  return instantSamples(prometheus, { pods }, window).pipe(
    map((samples) => samples.pods.map(({ labels }) => labels.pod ?? '').sort())
  );
}

export function healthNotices({ silentNodes, isUnknown }: AgentHealthInRange): Notice[] {
  return [
    ...(silentNodes.length === 0 ? [] : [{ severity: 'warning' as const, text: silentAgentsText(silentNodes) }]),
    ...(isUnknown ? [{ severity: 'warning' as const, text: NOTHING_GUARDED }] : []),
  ];
}

const NOTHING_GUARDED =
  'Pods can show more traffic than they had, and nodes can be missing: Prometheus did not answer whether agents restarted, mixed up pods, or were silent in this range. Refresh the panel; if this stays, look at the load of Prometheus.';
