import { type DataSourceApi } from '@grafana/data';
import { asyncScheduler, catchError, map, type Observable, of, switchMap } from 'rxjs';
import { type TimeWindow } from '../../core/flow/flow';
import { type Notice } from '../../core/flow/picture';
import { silentAgentsText } from '../../core/inventory/collectionNotices';
import { silentAgents } from '../../core/promql/agents';
import { returnedPods } from '../../core/promql/guards';
import { type ClusterOption } from '../../core/promql/labels';
import { sharedInterfaces } from '../../core/promql/mixedUpPods';
import { recordedThroughout } from '../../core/promql/recorded';
import { startedAgentPods } from '../../core/promql/runningPods';
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
  /** Whether agents did not know pods for a while. Looked for where it takes seconds: not in clusters with recording rules. */
  hasReturnedPods: boolean;
  /** True if Prometheus did not say all this, so that nothing is guarded against. */
  isUnknown?: boolean;
}

const NOTHING_KNOWN: AgentHealthInRange = {
  silentNodes: [],
  startedAgents: [],
  isRecorded: false,
  sharedInterfaces: [],
  hasReturnedPods: false,
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
        known.isRecorded
          ? of({ ...known, hasReturnedPods: false })
          : instantSamples(prometheus, { returned: returnedPods({ window: `${seconds}s` }) }, range).pipe(
              map(({ returned }) => ({ ...known, hasReturnedPods: returned.length > 0 }))
            )
      ),
      catchError(() => of(NOTHING_KNOWN))
    );
  }
}

export function healthNotices({ silentNodes, isUnknown }: AgentHealthInRange): Notice[] {
  return [
    ...(silentNodes.length === 0 ? [] : [{ severity: 'warning' as const, text: silentAgentsText(silentNodes) }]),
    ...(isUnknown ? [{ severity: 'warning' as const, text: NOTHING_GUARDED }] : []),
  ];
}

const NOTHING_GUARDED =
  'Pods can show more traffic than they had, and nodes can be missing: Prometheus did not answer whether agents restarted, mixed up pods, or were silent in this range. Refresh the panel; if this stays, look at the load of Prometheus.';
