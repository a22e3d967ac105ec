import { NETWORK_POLICIES_UID } from '../src/common/dashboards';
import { deniedByDestinationQuery } from '../src/core/cloudwatch/policyLogQuery';
import { deniedByIntended, secondsSinceCheck } from '../src/core/prometheus/policyCheck/policyCheck';
import { DROP_LIMITS } from '../src/core/prometheus/policyAgent/dropLimits';
import { risenDrops } from '../src/core/prometheus/policyAgent/drops';
import { type AlertOptions, type AlertRule, type LogsQuery, type PromQlQuery } from './rule';

const MINUTE_SECONDS = 60;
/** A check that runs once a day, and fails once. */
const OLD_SECONDS = 50 * 3_600;

/** What is usual is the mean of the last six hours. */
const RISE = { windowMinutes: 10, usualWindows: 36, times: DROP_LIMITS.times };

const COMMON = { severity: 'warning', valueFormat: 'humanize', runbook: 'policies' } as const;

/** Rules about what network policies deny. They fire only if Prometheus scrapes the policy agents, or the results of a check. */
export function policyRules(scope: AlertOptions): Array<AlertRule<PromQlQuery>> {
  const links = {
    dashboard_url: { uid: NETWORK_POLICIES_UID, variables: {}, clusterLabels: [scope.clusterLabel] },
  };
  return [
    {
      ...COMMON,
      name: 'EastwestPolicyDrops',
      title: 'Network policies drop more packets',
      uid: 'eastwest-policy-drops',
      query: { language: 'promql', expr: risenDrops(RISE, scope) },
      above: DROP_LIMITS.minPackets,
      forSeconds: 5 * MINUTE_SECONDS,
      summary:
        'Network policies dropped {value} packets in 10 minutes ({direction}), more than 3 times the usual number',
      description:
        'Either a policy that was applied in the last hours denies connections that worked before, or a workload has begun to connect to what it may not. Check which connections are denied. If they are needed, add a rule, or remove the policy until you have one.',
      links,
    },
    {
      ...COMMON,
      name: 'EastwestPolicyCheckDenied',
      title: 'Observed flows are not allowed by the intended policies',
      uid: 'eastwest-policy-check-denied',
      query: { language: 'promql', expr: deniedByIntended(scope) },
      above: 0,
      forSeconds: 0,
      summary: 'The intended network policies deny {value} observed flows of {namespace}/{workload} ({direction})',
      description:
        'Applying these policies would break connections that were observed, or a workload connects to what it may not. The output of the check has a sentence for each flow.',
      links,
    },
    {
      ...COMMON,
      name: 'EastwestPolicyCheckStale',
      title: 'Network policies are not checked anymore',
      uid: 'eastwest-policy-check-stale',
      severity: 'info',
      query: { language: 'promql', expr: secondsSinceCheck(scope) },
      above: OLD_SECONDS,
      forSeconds: 0,
      summary: 'Network policies were last checked against observed flows {value} seconds ago',
      description:
        'The check failed, or it no longer runs, so new flows that the intended policies deny stay unnoticed. Check the last run of its CronJob, and its log.',
      links,
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
      above: DROP_LIMITS.minPackets,
      forSeconds: 5 * MINUTE_SECONDS,
      summary: 'Network policies denied {value} packets to {destination} in 10 minutes',
      description:
        'The dashboard names the workloads at both ends. If the connection is needed, add a rule for it. If it is not, find out why the client tries it: it repeats attempts until it is changed or stopped.',
      links: { dashboard_url: { uid: NETWORK_POLICIES_UID, variables: {} } },
    },
  ];
}
