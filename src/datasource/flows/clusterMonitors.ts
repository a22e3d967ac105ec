import { catchError, map, type Observable, of } from 'rxjs';
import { onlyCluster } from '../../core/inventory/onlyCluster';
import { type FlowApiClient } from '../../flowapi/client';
import { getMonitor, monitorsOfCluster } from '../../flowapi/monitorDetail';
import { SharedStreams } from '../../flowapi/sharedStreams';

/** For the panels of a dashboard and a refresh or two; monitors come and go. */
const FRESH_MS = 60_000;

/** Which monitors watch a cluster, and which cluster a monitor watches, asked once for all panels. */
export class ClusterMonitors {
  private readonly streams: SharedStreams<readonly string[]>;
  private readonly clusters: SharedStreams<string | undefined>;

  constructor(private readonly client: FlowApiClient) {
    this.streams = new SharedStreams(client.pacing.scheduler);
    this.clusters = new SharedStreams(client.pacing.scheduler);
  }

  /**
   * The name of the cluster that all local ends of a monitor's flows are in. Emits undefined where they may be in
   * others, too, or where the monitor cannot be read; its flows themselves then say what is wrong.
   */
  clusterOf(monitor: string): Observable<string | undefined> {
    return this.clusters
      .get(monitor, FRESH_MS, () => getMonitor(this.client, monitor).pipe(map(onlyCluster)))
      .pipe(catchError(() => of(undefined)));
  }

  /** The names of the active monitors of a cluster; errors where there is none, with what to do. */
  activeOf(cluster: string): Observable<readonly string[]> {
    return this.streams.get(cluster, FRESH_MS, () => this.ask(cluster));
  }

  private ask(cluster: string): Observable<readonly string[]> {
    return monitorsOfCluster(this.client, cluster).pipe(
      map((monitors) => monitors.filter(({ status }) => status === 'ACTIVE').map(({ name }) => name)),
      map((names) => {
        if (names.length === 0) {
          throw new Error(
            `No active monitor watches the cluster "${cluster}". Create one with the cluster as its local resource, or choose another cluster.`
          );
        }
        return names;
      })
    );
  }
}
