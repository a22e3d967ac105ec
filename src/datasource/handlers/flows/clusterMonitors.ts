import { catchError, map, type Observable, of } from 'rxjs';
import { onlyChoice } from '../../../core/inventory/onlyChoice';
import { type MonitorFacts } from '../../../core/inventory/inventory';
import { onlyCluster } from '../../../core/inventory/onlyCluster';
import { type FlowApiClient } from '../../../flowapi/client';
import { type Watched } from '../../../core/query/flowsQuery';
import { getMonitor, monitorsOfCluster, readMonitors } from '../../../flowapi/monitorDetail';
import { SharedStreams } from '../../../flowapi/sharedStreams';

/** For the panels of a dashboard and a refresh or two; monitors come and go. */
const FRESH_MS = 60_000;

/** The monitors that a query is about. */
export interface WatchingMonitors {
  names: readonly string[];
  /** The name of the EKS cluster that all of their local ends are in; absent where they can be in several. */
  cluster?: string;
}

/** What there is to choose from. */
export interface Choices {
  /** Where there is nothing else to choose. */
  only?: Watched;
  /** The names of the active monitors. */
  active: readonly string[];
}

/** Which monitors watch a cluster, and which cluster a monitor watches, asked once for all panels. */
export class ClusterMonitors {
  private readonly streams: SharedStreams<WatchingMonitors>;
  private readonly choices: SharedStreams<Choices>;
  private readonly facts: SharedStreams<MonitorFacts>;

  constructor(private readonly client: FlowApiClient) {
    this.streams = new SharedStreams(client.pacing.scheduler);
    this.choices = new SharedStreams(client.pacing.scheduler);
    this.facts = new SharedStreams(client.pacing.scheduler);
  }

  /** What a query without a monitor can be about. Errors where the monitors cannot be listed, with what to do. */
  toChooseFrom(): Observable<Choices> {
    return this.choices.get('', FRESH_MS, () =>
      readMonitors(this.client).pipe(
        map((reads) => reads.map(({ monitor }) => monitor)),
        map((monitors) => ({
          only: onlyChoice(monitors),
          active: monitors.filter(({ status }) => status === 'ACTIVE').map(({ name }) => name),
        }))
      )
    );
  }

  /** The active monitors of a cluster; errors where there is none, with what to do. */
  activeOf(cluster: string): Observable<WatchingMonitors> {
    return this.streams.get(cluster, FRESH_MS, () =>
      monitorsOfCluster(this.client, cluster).pipe(
        map((monitors) => watching(monitors.filter(({ status }) => status === 'ACTIVE'))),
        map((monitors) => {
          if (monitors.names.length === 0) {
            throw new Error(
              `No active monitor watches the cluster "${cluster}". Create one with the cluster as its local resource, or choose another cluster.`
            );
          }
          return monitors;
        })
      )
    );
  }

  /** The ARN of a monitor. Errors where it cannot be read, with what to do. */
  arnOf(monitor: string): Observable<string> {
    return this.factsOf(monitor).pipe(map(({ arn }) => arn));
  }

  /** One monitor. Where it cannot be read, its cluster is not known; its flows themselves then say what is wrong. */
  named(monitor: string): Observable<WatchingMonitors> {
    return this.factsOf(monitor).pipe(
      map((facts): WatchingMonitors => watching([facts])),
      catchError(() => of({ names: [monitor] }))
    );
  }

  private factsOf(monitor: string): Observable<MonitorFacts> {
    return this.facts.get(monitor, FRESH_MS, () => getMonitor(this.client, monitor));
  }
}

function watching(monitors: readonly MonitorFacts[]): WatchingMonitors {
  const cluster = onlyCluster(monitors);
  return { names: monitors.map(({ name }) => name), ...(cluster !== undefined && { cluster }) };
}
