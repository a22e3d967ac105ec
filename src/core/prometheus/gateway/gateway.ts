import { aggregate, apart, type ClusterOption, inCluster } from '../labels';
import { type LabelFilter } from '../matcher';
import { overTime, type Range } from '../range';
import { selector } from '../selector';

/**
 * The metrics of the gateway, which are those of Envoy:
 * https://www.envoyproxy.io/docs/envoy/v1.40.0/configuration/upstream/cluster_manager/cluster_stats
 *
 * A target is a Region, or an account in it, for which the gateway signs requests. Queries have one result for each target
 * with the labels `region` and `port`, over all replicas of the gateway.
 */
const TARGET = ['region', 'port'];

/** The beginning of the names that the gateway's configuration gives to targets. Other Envoys use other names. */
const NAME_PREFIX = 'networkflowmonitor_';

/** The name of a target in Envoy's metrics. */
export function targetName({ region, port }: { region: string; port: number }): string {
  return `${NAME_PREFIX}${region}_${port}`;
}

/** What happened to a request to AWS. */
type AwsOutcome = 'succeeded' | 'throttled' | 'rejected' | 'failed';

/** What happened to a request that the gateway received. */
export type GatewayOutcome = AwsOutcome | 'limited' | 'refused';

const STATUSES: Record<AwsOutcome, LabelFilter> = {
  // A 404 is a regular response, for example about a query that does not exist anymore.
  succeeded: { label: 'envoy_response_code', operator: '!~', value: '401|403|429|5..' },
  throttled: { label: 'envoy_response_code', operator: '=', value: '429' },
  // AWS does not accept the signature, or the role may not use the operation.
  rejected: { label: 'envoy_response_code', operator: '=~', value: '401|403' },
  // Includes requests that Envoy could not send, and those to which AWS did not respond in time.
  failed: { label: 'envoy_response_code', operator: '=~', value: '5..' },
};

/** Requests per second with one outcome. There can be no result before the first such request. */
export function gatewayRequests(outcome: GatewayOutcome, range: Range, scope: ClusterOption = {}): string {
  switch (outcome) {
    case 'limited':
      return perTarget(limited(range), scope);
    case 'refused':
      return perTarget(`${refusedOperations(range)} or ${apart(refusedTokens(range))}`, scope);
    default:
      return perTarget(requestsToAws(range, [STATUSES[outcome]]), scope);
  }
}

/** The share of the requests to AWS that have an outcome; no result without requests. */
export function gatewayShare(
  outcome: Exclude<AwsOutcome, 'succeeded'>,
  range: Range,
  scope: ClusterOption = {}
): string {
  return `${gatewayRequests(outcome, range, scope)} / (${perTarget(requestsToAws(range), scope)} > 0)`;
}

/** A quantile of the seconds until AWS responds; no result without responses. */
export function gatewayLatencySeconds(quantile: number, range: Range, scope: ClusterOption = {}): string {
  const buckets = rate('envoy_cluster_upstream_rq_time_bucket', 'envoy_cluster_name', range);
  const milliseconds = aggregate('sum', ['le', ...inCluster(TARGET, scope)], buckets);
  return `histogram_quantile(${quantile}, ${milliseconds}) / 1000`;
}

/**
 * Targets of Prometheus that are gateways and do not respond although they did within the last hour, by `job` and `instance`.
 * A replica that was replaced is no target anymore.
 */
export function silentGateways(scope: ClusterOption = {}): string {
  const { instance, seen, up } = scrapedGateways(scope);
  return `${seen} and on (${instance}) (${up} == 0)`;
}

/** The same targets, and those that respond: 1 for each that responds, and 0 for each that does not. */
export function gatewaysUp(scope: ClusterOption = {}): string {
  const { instance, seen, up } = scrapedGateways(scope);
  return `${up} and on (${instance}) ${seen}`;
}

/** Gateways that responded within the last hour, and whether each target of Prometheus responds, by the same labels. */
function scrapedGateways(scope: ClusterOption): { instance: string; seen: string; up: string } {
  const labels = inCluster(['job', 'instance'], scope);
  const series = selector('envoy_cluster_membership_total', [isTarget('envoy_cluster_name')]);
  return {
    instance: labels.join(', '),
    seen: aggregate('group', labels, overTime('last_over_time', series, { window: '1h' })),
    up: aggregate('max', labels, 'up'),
  };
}

function requestsToAws(range: Range, filters: readonly LabelFilter[] = []): string {
  return rate('envoy_cluster_upstream_rq', 'envoy_cluster_name', range, filters);
}

/** Requests above the gateway's own limit. */
function limited(range: Range): string {
  return rate('envoy_http_local_rate_limit_rate_limited', 'envoy_local_http_ratelimit_prefix', range);
}

/** Requests for operations that the gateway does not have. */
function refusedOperations(range: Range): string {
  return rate('envoy_http_rq_direct_response', 'envoy_http_conn_manager_prefix', range);
}

/** Requests without a client token, or with a wrong one. */
function refusedTokens(range: Range): string {
  return rate('envoy_http_api_key_auth_unauthorized', 'envoy_http_conn_manager_prefix', range);
}

/** The labels in which Envoy's metrics have the name of a target. */
type NameLabel = 'envoy_cluster_name' | 'envoy_http_conn_manager_prefix' | 'envoy_local_http_ratelimit_prefix';

/** The counter's change per second, with the Region and the port as labels of their own. */
function rate(counter: string, label: NameLabel, range: Range, filters: readonly LabelFilter[] = []): string {
  const series = selector(counter, [isTarget(label), ...filters]);
  return TARGET.reduce(
    (inner, name, index) =>
      `label_replace(${inner}, "${name}", "$${index + 1}", "${label}", "${NAME_PREFIX}(.+)_([0-9]+)")`,
    overTime('rate', series, range)
  );
}

function isTarget(label: NameLabel): LabelFilter {
  return { label, operator: '=~', value: `${NAME_PREFIX}.+` };
}

function perTarget(expression: string, scope: ClusterOption): string {
  return aggregate('sum', inCluster(TARGET, scope), expression);
}
