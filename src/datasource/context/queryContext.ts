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
import { PolicyLogs } from '../cloudwatch/policyLogs';
import { NO_PROMETHEUS_CONFIGURED } from '../messages';
import { ClusterNames } from './clusterNames';
import { ApiFlows } from '../handlers/flows/apiFlows';
import { ClusterMonitors } from '../handlers/flows/clusterMonitors';
import { grafanaTransport } from './grafanaTransport';
import { infinityTransport } from './infinityTransport';
import { AgentHealth } from '../handlers/metrics/agentHealth';
import { type FlowDataSourceOptions } from '../settings/options';

/** Everything that queries need: clients, caches and settings. Each data source has its own. */
export interface QueryContext {
  settings: FlowDataSourceOptions;
  /** The settings about the user's Prometheus. */
  facts: PrometheusFacts;
  /** Sends single requests to the flow API, for health checks. Queries use the client. */
  transport: FlowApiTransport;
  client: FlowApiClient;
  api: ApiFlows;
  monitors: ClusterMonitors;
  names: ClusterNames;
  health: AgentHealth;
  /** Undefined if no CloudWatch data source is selected. */
  totals?: MonitorTotals;
  /** The log of the policy agents; undefined if no CloudWatch data source is selected. */
  policyLogs?: PolicyLogs;
  /** The user's Prometheus. Emits undefined if none is selected, and errors if it does not exist. */
  prometheus: Observable<DataSourceApi | undefined>;
}

/**
 * The context of a data source's queries.
 *
 * @param uid the UID of the data source.
 */
export function createQueryContext(settings: FlowDataSourceOptions, backendSrv: BackendSrv, uid: string): QueryContext {
  const { prometheusUid, cloudWatchUid, hasKubeStateMetrics = true, clusterLabel } = settings;
  const facts = { hasKubeStateMetrics, clusterLabel: clusterLabel || undefined };
  const transport = transportOf(settings, backendSrv, uid);
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
    ...(cloudWatchUid && { totals: new MonitorTotals(cloudWatchUid), policyLogs: new PolicyLogs(cloudWatchUid) }),
    prometheus: defer(() => (prometheusUid ? from(getDataSourceSrv().get(prometheusUid)) : of(undefined))),
  };
}

function transportOf(
  { flowApiUrl, infinityUid }: FlowDataSourceOptions,
  backendSrv: BackendSrv,
  uid: string
): FlowApiTransport {
  if (!flowApiUrl) {
    return withoutAddress;
  }
  return infinityUid
    ? infinityTransport(backendSrv, { uid: infinityUid, apiUrl: flowApiUrl })
    : grafanaTransport(backendSrv, uid);
}

/** The user's Prometheus. Errors with what to do if none is selected or it does not exist. */
export function existingPrometheus({ prometheus }: Pick<QueryContext, 'prometheus'>): Observable<DataSourceApi> {
  return prometheus.pipe(
    map((found) => {
      if (!found) {
        throw new Error(NO_PROMETHEUS_CONFIGURED);
      }
      return found;
    })
  );
}

/** Sends nothing. Grafana's proxy would respond to each request with 502, which browsers log as an error. */
const withoutAddress: FlowApiTransport = () =>
  throwError(() => new FlowApiError('unreachable', apiProblem(NO_API_URL), NO_API_URL.remedy));
