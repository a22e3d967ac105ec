import { ALLOWANCES } from '../src/core/prometheus/agent/allowances';
import { exceededByInterface } from '../src/core/prometheus/agent/exceeded';
import { overviewOf } from './annotations';
import { type AlertOptions, type AlertRule, type PromQlQuery } from './rule';

type Allowance = (typeof ALLOWANCES)[number];

/** What to check first. The description of the allowance comes before it. */
const FIRST_CHECK: Record<string, string> = {
  bw_in_allowance_exceeded:
    'Check the top 10 pods by ingress bandwidth on the node: the pods that receive the most are shaped the most. Averages hide bursts.',
  bw_out_allowance_exceeded:
    'Check the top 10 pods by egress bandwidth on the node: the pods that send the most are shaped the most. Averages hide bursts.',
  pps_allowance_exceeded:
    "Check the packet rates of the node's pods, both directions together: many small packets exceed this limit long before the bandwidth limit.",
  conntrack_allowance_exceeded:
    "Check the TCP connections that the node's pods open. Typical causes are connection pools that are too small, client retries, and UDP lookups.",
  linklocal_allowance_exceeded:
    'If CoreDNS runs on this node, DNS lookups fail for pods in the whole cluster. Check how many CoreDNS replicas share the load.',
};

const WINDOW = { window: '5m' };
const SUSTAINED_SECONDS = 15 * 60;

/** The uid of the rule. It omits the suffix that all metric names share, because uids have a maximum length. */
function uidOf({ name }: Allowance, severity: string): string {
  return `eastwest-${name.replace(/_exceeded$/, '').replaceAll('_', '-')}-${severity}`;
}

/** "Inbound bandwidth exceeded" -> "EastwestInboundBandwidthExceeded" */
function nameOf({ title }: Allowance): string {
  const words = title.split(/[ -]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `Eastwest${words.join('')}`;
}

function rulesOf(allowance: Allowance, { clusterLabel }: AlertOptions): Array<AlertRule<PromQlQuery>> {
  const common = {
    name: nameOf(allowance),
    query: { language: 'promql', expr: exceededByInterface(allowance, WINDOW, { clusterLabel }) },
    above: 0,
    description: `${allowance.description} ${FIRST_CHECK[allowance.name] ?? ''}`.trim(),
    valueFormat: 'humanize',
    runbook: 'allowances',
    links: { dashboard_url: overviewOf({ node: 'node' }, [clusterLabel]) },
  } as const;
  return [
    {
      ...common,
      title: allowance.title,
      uid: uidOf(allowance, 'warning'),
      severity: 'warning',
      forSeconds: 0,
      summary: `${allowance.title} on {node}, {eni}: {value} packets in 5 minutes`,
    },
    {
      ...common,
      title: `${allowance.title} for 15 minutes`,
      uid: uidOf(allowance, 'critical'),
      severity: 'critical',
      forSeconds: SUSTAINED_SECONDS,
      summary: `${allowance.title} on {node}, {eni} for 15 minutes: {value} packets in the last 5 minutes`,
    },
  ];
}

/** Rules about packets that instances queue or drop. Any such packet raises a warning; a lasting breach is critical. */
export function allowanceRules(options: AlertOptions): Array<AlertRule<PromQlQuery>> {
  return ALLOWANCES.flatMap((allowance) => rulesOf(allowance, options));
}
