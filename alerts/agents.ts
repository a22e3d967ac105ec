import {
  frozenPodsByNode,
  noAgents,
  nodesWithoutAgent,
  scrapersPerAgent,
  silentAgents,
} from '../src/core/prometheus/agent/agents';
import { interfacesNotRead } from '../src/core/prometheus/agent/interfaceCoverage';
import { overviewOf } from './annotations';
import { type AlertOptions, type AlertRule, type PromQlQuery } from './rule';

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3_600;
/** Maximum number of pods on a typical node (max-pods in Amazon EKS). Above it, most of the pods that the agent exposes are terminated. */
const MAX_PODS = 110;

const COMMON = {
  severity: 'warning',
  above: 0,
  valueFormat: 'humanize',
  runbook: 'agents',
} as const;

/** Rules about agents that are missing, or whose scrapes fail or are incomplete. They make every other result incomplete. */
export function agentRules(scope: AlertOptions): Array<AlertRule<PromQlQuery>> {
  const common = { ...COMMON, links: { dashboard_url: overviewOf({ node: 'node' }, [scope.clusterLabel]) } };
  return [
    {
      ...common,
      name: 'EastwestAgentSilent',
      title: 'Network agent does not respond',
      uid: 'eastwest-agent-silent',
      query: { language: 'promql', expr: silentAgents(scope) },
      forSeconds: 5 * MINUTE_SECONDS,
      summary: 'The network agent on {node} has not responded to Prometheus for 5 minutes',
      description:
        "The node's traffic is missing from all charts. Check that the agent's pod in the namespace amazon-network-flow-monitor is running, and that the node's security group allows Prometheus to connect to the agent's port.",
    },
    {
      ...common,
      name: 'EastwestAgentMissing',
      title: 'Node without network agent',
      uid: 'eastwest-agent-missing',
      query: { language: 'promql', expr: nodesWithoutAgent(scope) },
      forSeconds: 15 * MINUTE_SECONDS,
      summary: 'No network agent on {node} reports to Prometheus',
      description:
        "The node's traffic is missing from all charts. Check that the DaemonSet has a pod on the node (taints that it does not tolerate prevent this) and that Prometheus has a target for it.",
    },
    {
      ...common,
      name: 'EastwestAgentScrapedTwice',
      title: 'Network agent scraped more than once',
      uid: 'eastwest-agent-scraped-twice',
      query: { language: 'promql', expr: scrapersPerAgent(scope) },
      above: 1,
      forSeconds: 15 * MINUTE_SECONDS,
      summary: 'The network agent on {node} is scraped by {value} targets',
      description:
        "The agent serves one connection at a time. Either one scraper holds it and the scrapes of the others time out, or they take turns and each gets only part of the values. Find the Prometheus jobs, PodMonitors, ServiceMonitors, and replicas that scrape this node's agent, and keep only one.",
      runbook: 'two-scrapers',
    },
    {
      ...common,
      name: 'EastwestFrozenSeries',
      title: 'Network agent exposes terminated pods',
      uid: 'eastwest-frozen-series',
      severity: 'info',
      query: { language: 'promql', expr: frozenPodsByNode(scope) },
      above: MAX_PODS,
      forSeconds: HOUR_SECONDS,
      summary: 'The network agent on {node} still exposes {value} terminated pods',
      description:
        'Eastwest queries exclude these pods, but other queries count them, and Prometheus stores them. Restart the agent to clear them.',
      runbook: 'frozen-series',
    },
    {
      ...common,
      name: 'EastwestInterfacesNotRead',
      title: 'Network interfaces without allowance metrics',
      uid: 'eastwest-interfaces-not-read',
      severity: 'info',
      query: { language: 'promql', expr: interfacesNotRead(scope) },
      forSeconds: 15 * MINUTE_SECONDS,
      summary:
        'The network agent on {node} does not read all network interfaces: at least {value} have no allowance metrics',
      description:
        'The node has more pod addresses than fit on the interfaces that the agent reads. The agent lists interfaces only when it starts, so restart its pod on this node. Until then, alerts and panels about allowances do not cover the other interfaces.',
      runbook: 'allowances',
    },
    {
      ...common,
      name: 'EastwestNoData',
      title: 'No data from network agents',
      uid: 'eastwest-no-data',
      query: { language: 'promql', expr: noAgents('10m', scope) },
      forSeconds: 5 * MINUTE_SECONDS,
      summary: `No network agent{{ with $labels.${scope.clusterLabel} }} in the cluster {{ . }}{{ end }} has reported data to Prometheus for 15 minutes`,
      description:
        "Other alerts about the cluster's network cannot fire until this is fixed. Check the targets of the agents' job in Prometheus, and that OPEN_METRICS is on in the configuration of the add-on.",
      runbook: 'no-data',
      links: { dashboard_url: overviewOf({}, [scope.clusterLabel]) },
    },
  ];
}
