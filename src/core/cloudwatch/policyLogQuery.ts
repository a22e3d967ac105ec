/**
 * Queries of the log in which the network policy agents of Amazon VPC CNI write denied packets, in Grafana's CloudWatch data
 * source. The agents write to the log group of the control plane, each to a stream of its own
 * (aws/aws-network-policy-agent, pkg/ebpf/events/events.go). Logs Insights charges for all lines of the group in the range.
 */
import { nameOfCluster } from '../query/clusterName';

/** The beginning of the names of the agents' streams. */
const OF_AGENTS = 'filter @logStream like /^aws-network-policy-agent-audit-/';

/** The maximum of Logs Insights. */
export const MAX_LOG_ROWS = 10_000;

/**
 * Groups denied packets by everything except the port of the client, which differs for each attempt. The groups of other lines
 * have a verdict only: their number shows if the agents write to the log at all.
 */
const GROUPED = [
  OF_AGENTS,
  'parse @message "*;SPORT: *;DIP: *;PolicyVerdict: DENY*" as before, clientPort, after, tier',
  'parse @message /PolicyVerdict: (?<verdict>[A-Z]+)/',
  'stats count(*) as packets, count_distinct(clientPort) as attempts, min(@timestamp) as firstMs, max(@timestamp) as lastMs, latest(@message) as example by before, after, tier, verdict',
  'sort packets desc',
  `limit ${MAX_LOG_ROWS}`,
].join(' | ');

/** Denied packets by address, for tables of Grafana's CloudWatch data source without names. */
const BY_ADDRESS = [
  OF_AGENTS,
  'parse @message "Node: *;SIP: *;SPORT: *;DIP: *;DPORT: *;PROTOCOL: *;PolicyVerdict: DENY*" as node, source, clientPort, destination, port, protocol, tier',
  'filter ispresent(source)',
  'stats count(*) as packets, count_distinct(clientPort) as attempts, min(@timestamp) as firstMs, max(@timestamp) as lastMs by source, destination, port, protocol, node',
  'sort attempts desc',
  'limit 200',
].join(' | ');

/** The columns of {@link deniedByAddressQuery}. */
export const BY_ADDRESS_COLUMNS = {
  source: 'Source',
  destination: 'Destination',
  port: 'Port',
  protocol: 'Protocol',
  node: 'Node',
  attempts: 'Attempts',
  packets: 'Denied packets',
  firstMs: 'First',
  lastMs: 'Last',
} as const;

/** The log group of an EKS cluster. */
export function logGroupName(nameOrArn: string): string {
  return `/aws/eks/${nameOfCluster(nameOrArn)}/cluster`;
}

/**
 * The query for what was denied in a cluster, as Grafana saves it. An ARN of a cluster also determines the Region, and the
 * account, which matters in a monitoring account.
 *
 * @param cluster the name or ARN of an EKS cluster.
 */
export function policyLogQuery(cluster: string) {
  return {
    queryMode: 'Logs',
    queryLanguage: 'CWLI',
    id: '',
    expression: GROUPED,
    statsGroups: [],
    ...placeOf(cluster),
  };
}

/**
 * The query for a table of denied packets by address, as Grafana saves it.
 *
 * @param variable a dashboard variable with the log group of a cluster.
 */
export function deniedByAddressQuery(variable: string) {
  return {
    ...{ queryMode: 'Logs', queryLanguage: 'CWLI', id: '', region: 'default', statsGroups: [] },
    expression: BY_ADDRESS,
    ...{ logGroupNames: [], logGroups: [{ arn: variable, name: variable }] },
  };
}

/** The query of a dashboard variable for the log groups of EKS clusters. */
export function logGroupsQuery() {
  return { refId: 'logGroups', queryType: 'logGroups', region: 'default', logGroupPrefix: '/aws/eks/' };
}

/** The destinations with the most denied packets, with their port and protocol in one text: a number has one text only. */
const BY_DESTINATION = [
  OF_AGENTS,
  'parse @message ";DIP: *;PolicyVerdict: DENY*" as destination, tier',
  'filter ispresent(destination)',
  'stats count(*) as packets by destination',
  'sort packets desc',
  'limit 20',
].join(' | ');

/** A regular expression for what {@link deniedByDestinationQuery} returns as "10.0.0.2;DPORT: 80;PROTOCOL: TCP". */
export const DESTINATION = ';DPORT: ([0-9]+);PROTOCOL: (.+)';

/**
 * The query of an alert, with a number of denied packets for each destination, port, and protocol.
 *
 * @param cluster the name or ARN of an EKS cluster.
 */
export function deniedByDestinationQuery(cluster: string) {
  return {
    ...{ queryMode: 'Logs', queryLanguage: 'CWLI', id: '', statsGroups: [] },
    expression: BY_DESTINATION,
    ...placeOf(cluster),
  };
}

/** Both lists of log groups are set: for a missing one, Grafana would use the default groups of the data source. */
function placeOf(cluster: string) {
  const name = logGroupName(cluster);
  const [, partition, region, account] = /^arn:([^:]+):eks:([^:]+):(\d+):/.exec(cluster) ?? [];
  return region === undefined
    ? { region: 'default', logGroupNames: [name], logGroups: [] }
    : {
        region,
        logGroupNames: [],
        logGroups: [{ arn: `arn:${partition}:logs:${region}:${account}:log-group:${name}:*`, name }],
      };
}
