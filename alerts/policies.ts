import { NETWORK_POLICIES_UID } from '../src/common/dashboards';
import { deniedByDestinationQuery } from '../src/core/cloudwatch/policyLogQuery';
import { risenDrops } from '../src/core/prometheus/policyAgent/drops';
import { type AlertOptions, type AlertRule, type LogsQuery, type PromQlQuery } from './rule';

const MINUTE_SECONDS = 60;

/** Fewer packets in ten minutes are single attempts: a client repeats its packet about six times. */
const MIN_PACKETS = 30;
/** Policies that are meant to deny keep dropping packets, so only a rise above the last six hours counts. */
const RISE = { windowMinutes: 10, usualWindows: 36, times: 3 };

const COMMON = { severity: 'warning', valueFormat: 'humanize', runbook: 'policies' } as const;

/** Rules about packets that network policies drop. They fire only if Prometheus scrapes the policy agents. */
export function policyRules(scope: AlertOptions): Array<AlertRule<PromQlQuery>> {
  return [
    {
      ...COMMON,
      name: 'EastwestPolicyDrops',
      title: 'Network policies drop more packets',
      uid: 'eastwest-policy-drops',
      query: { language: 'promql', expr: risenDrops(RISE, scope) },
      above: MIN_PACKETS,
      forSeconds: 5 * MINUTE_SECONDS,
      summary:
        'Network policies dropped {value} packets in 10 minutes ({direction}), more than 3 times the usual number',
      description:
        'Either a policy that was applied in the last hours denies connections that worked before, or a workload has begun to connect to what it may not. Check which connections are denied. If they are needed, add a rule, or remove the policy until you have one.',
      links: { dashboard_url: { uid: NETWORK_POLICIES_UID, variables: {}, clusterLabels: [scope.clusterLabel] } },
    },
  ];
}

/** The rule about the log of the policy agents of a cluster. */
export function policyLogRules(eksCluster: string): Array<AlertRule<LogsQuery>> {
  return [
    {
      ...COMMON,
      name: 'EastwestDeniedConnections',
      title: 'Network policies deny connections',
      uid: 'eastwest-denied-connections',
      query: {
        language: 'cloudwatch-logs',
        query: deniedByDestinationQuery(eksCluster),
        windowSeconds: 10 * MINUTE_SECONDS,
      },
      above: MIN_PACKETS,
      forSeconds: 5 * MINUTE_SECONDS,
      summary: 'Network policies denied {value} packets to {destination} in 10 minutes',
      description:
        'The dashboard names the workloads at both ends. If the connection is needed, add a rule for it. If it is not, find out why the client tries it: it repeats attempts until it is changed or stopped.',
      links: { dashboard_url: { uid: NETWORK_POLICIES_UID, variables: {} } },
    },
  ];
}
