import { type PrometheusFacts } from '../../core/prometheus/prometheusFacts';
import { type DataSourceApi } from '@grafana/data';
import { type BackendSrv, getDataSourceSrv } from '@grafana/runtime';
import { defer, from, map, type Observable, of, throwError } from 'rxjs';
import { apiProblem, NO_API_URL } from '../../core/query/messages';
import { FlowApiClient } from '../../flowapi/client';
import { FlowApiError } from '../../flowapi/errors';
import { realPacing } from '../../flowapi/pace/pacing';
import { type FlowApiTransport } from '../../flowapi/transport';
import { MonitorTotals } from '../cloudwatch/monitorTotals';
import { ClusterNames } from './clusterNames';
import { ApiFlows } from '../handlers/flows/apiFlows';
import { ClusterMonitors } from '../handlers/flows/clusterMonitors';
import { grafanaTransport } from './grafanaTransport';
import { AgentHealth } from '../handlers/metrics/agentHealth';
import { type FlowDataSourceOptions } from '../settings/options';

/** All that answers come from, one set for each data source. */
export interface QueryContext {
  settings: FlowDataSourceOptions;
  /** What the settings say of the user's Prometheus. */
  facts: PrometheusFacts;
  /** The bare way to the flow API; what asks it for answers goes through the client. */
  transport: FlowApiTransport;
  client: FlowApiClient;
  api: ApiFlows;
  monitors: ClusterMonitors;
  names: ClusterNames;
  health: AgentHealth;
  /** Undefined where no CloudWatch is chosen. */
  totals?: MonitorTotals;
  /** The user's Prometheus; emits undefined where none is chosen, errors where it does not exist. */
  prometheus: Observable<DataSourceApi | undefined>;
}

export function createSources(settings: FlowDataSourceOptions, backendSrv: BackendSrv, uid: string): QueryContext {
  const { prometheusUid, cloudWatchUid, hasKubeStateMetrics = true, clusterLabel } = settings;
  const facts = { hasKubeStateMetrics, clusterLabel: clusterLabel || undefined };
  const transport = settings.flowApiUrl ? grafanaTransport(backendSrv, uid) : withoutAddress;
  const client = new FlowApiClient(transport, realPacing);
  const names = new ClusterNames(settings);
  return {
    settings,
    facts,
    transport,
    client,
    names,
    api: new ApiFlows(client, names),
    monitors: new ClusterMonitors(client),
    health: new AgentHealth(facts),
    ...(cloudWatchUid && { totals: new MonitorTotals(cloudWatchUid) }),
    prometheus: defer(() => (prometheusUid ? from(getDataSourceSrv().get(prometheusUid)) : of(undefined))),
  };
}

/** The user's Prometheus; errors with what to do where there is none. */
export function existingPrometheus({ prometheus }: Pick<QueryContext, 'prometheus'>): Observable<DataSourceApi> {
  return prometheus.pipe(
    map((found) => {
      if (!found) {
        throw new Error('The data source knows no Prometheus data source. Choose one in its settings.');
      }
      return found;
    })
  );
}

/** Sends nothing: Grafana's proxy would answer each request with 502, which browsers log as an error. */
const withoutAddress: FlowApiTransport = () =>
  throwError(() => new FlowApiError('unreachable', apiProblem(NO_API_URL), NO_API_URL.remedy));
