import { ALLOWANCES } from '../src/core/prometheus/agent/allowances';
import { exceededByInterface } from '../src/core/prometheus/agent/exceeded';
import { overviewOf } from './annotations';
import { type AlertOptions, type AlertRule, type PromQlQuery } from './rule';

type Allowance = (typeof ALLOWANCES)[number];

/** What to look at first, after what the allowance is. */
const LOOK_AT: Record<string, string> = {
  bw_in_allowance_exceeded:
    'Look at the top 10 pods by ingress bandwidth on the node: whoever receives the most is shaped the most. Averages hide bursts.',
  bw_out_allowance_exceeded:
    'Look at the top 10 pods by egress bandwidth on the node: whoever sends the most is shaped the most. Averages hide bursts.',
  pps_allowance_exceeded:
    'Look at the packets of the node’s pods, in and out together: many small packets exceed it long before the bandwidth.',
  conntrack_allowance_exceeded:
    'Look at the TCP connections that its pods open: pools that are too small, clients that retry, UDP look-ups.',
  linklocal_allowance_exceeded:
    'If CoreDNS runs here, names fail to resolve for pods all over the cluster: look how many replicas share its work.',
};

const WINDOW = { window: '5m' };
const SUSTAINED_SECONDS = 15 * 60;

/** By name without the suffix that all share: it would be too long for a uid. */
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
    description: `${allowance.description} ${LOOK_AT[allowance.name] ?? ''}`.trim(),
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
      summary: `${allowance.title} on {node}, {eni}: {value} packets in five minutes`,
    },
    {
      ...common,
      title: `${allowance.title} for a quarter of an hour`,
      uid: uidOf(allowance, 'critical'),
      severity: 'critical',
      forSeconds: SUSTAINED_SECONDS,
      summary: `${allowance.title} on {node}, {eni} for a quarter of an hour: {value} packets in the last five minutes`,
    },
  ];
}

/** What the instances queue or drop: any of it is worth a look, and hurts where it goes on. */
export function allowanceRules(options: AlertOptions): Array<AlertRule<PromQlQuery>> {
  return ALLOWANCES.flatMap((allowance) => rulesOf(allowance, options));
}
