import { catchError, map, type Observable, of } from 'rxjs';
import { onlyChoice } from '../../../core/inventory/onlyChoice';
import { type MonitorFacts } from '../../../core/inventory/inventory';
import { onlyCluster } from '../../../core/inventory/onlyCluster';
import { type FlowApiClient } from '../../../flowapi/client';
import { type Watched } from '../../../core/query/flowsQuery';
import { getMonitor, monitorsOfCluster, readMonitors } from '../../../flowapi/monitorDetail';
import { SharedStreams } from '../../../flowapi/sharedStreams';
import { noActiveMonitor } from '../../messages';

/** Long enough for the panels of a dashboard and one or two refreshes. Monitors can be created and deleted. */
const FRESH_MS = 60_000;

/** The monitors of a query. */
export interface WatchingMonitors {
  names: readonly string[];
  /** The name of the EKS cluster that contains all their local ends. Absent if there can be several clusters. */
  cluster?: string;
}

/** The choices for a query without a monitor. */
export interface Choices {
  /** The only possible choice, if there is only one. */
  only?: Watched;
  /** The names of the active monitors. */
  active: readonly string[];
}

/** The monitors of clusters and the clusters of monitors, queried once for all panels. */
export class ClusterMonitors {
  private readonly streams: SharedStreams<WatchingMonitors>;
  private readonly choices: SharedStreams<Choices>;
  private readonly facts: SharedStreams<MonitorFacts>;

  constructor(private readonly client: FlowApiClient) {
    this.streams = new SharedStreams(client.pacing.scheduler);
    this.choices = new SharedStreams(client.pacing.scheduler);
    this.facts = new SharedStreams(client.pacing.scheduler);
  }

  /** The choices for a query without a monitor. If the monitors cannot be listed, errors with what to do. */
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

  /** The active monitors of a cluster. If there is none, errors with what to do. */
  activeOf(cluster: string): Observable<WatchingMonitors> {
    return this.streams.get(cluster, FRESH_MS, () =>
      monitorsOfCluster(this.client, cluster).pipe(
        map((monitors) => watching(monitors.filter(({ status }) => status === 'ACTIVE'))),
        map((monitors) => {
          if (monitors.names.length === 0) {
            throw new Error(noActiveMonitor(cluster));
          }
          return monitors;
        })
      )
    );
  }

  /** The ARN of a monitor. If it cannot be read, errors with what to do. */
  arnOf(monitor: string): Observable<string> {
    return this.factsOf(monitor).pipe(map(({ arn }) => arn));
  }

  /** One monitor. If it cannot be read, its cluster is unknown; the query of its flows then reports the error. */
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
