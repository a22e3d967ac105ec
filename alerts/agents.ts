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
/** As many as an ordinary node can run at most (Amazon EKS, max-pods): the agent prints more of the dead than of the living. */
const MAX_PODS = 110;

const COMMON = {
  severity: 'warning',
  above: 0,
  valueFormat: 'humanize',
  runbook: 'agents',
} as const;

/** What is missing or wrong in everything else that is told, because an agent or its scrape is. */
export function agentRules(scope: AlertOptions): Array<AlertRule<PromQlQuery>> {
  const common = { ...COMMON, links: { dashboard_url: overviewOf({ node: 'node' }, [scope.clusterLabel]) } };
  return [
    {
      ...common,
      name: 'EastwestAgentSilent',
      title: 'Network agent does not answer',
      uid: 'eastwest-agent-silent',
      query: { language: 'promql', expr: silentAgents(scope) },
      forSeconds: 5 * MINUTE_SECONDS,
      summary: 'The network agent on {node} has not answered Prometheus for five minutes',
      description:
        'What its node moves is missing everywhere. Look whether its pod in amazon-network-flow-monitor runs, and whether the node’s security group admits Prometheus to the agent’s port.',
    },
    {
      ...common,
      name: 'EastwestAgentMissing',
      title: 'Node without network agent',
      uid: 'eastwest-agent-missing',
      query: { language: 'promql', expr: nodesWithoutAgent(scope) },
      forSeconds: 15 * MINUTE_SECONDS,
      summary: 'There is no network agent on {node} that reports to Prometheus',
      description:
        'What its node moves is missing everywhere. Check that the DaemonSet has a pod there (taints that it does not tolerate keep it away) and that Prometheus has a target for it.',
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
        'The agent serves one connection at a time: one scraper holds it, and the others get no answer, or take turns and each get a part of the values. Find the jobs, monitors and replicas of Prometheus that have the node’s agent among their targets, and leave one.',
      runbook: 'two-scrapers',
    },
    {
      ...common,
      name: 'EastwestFrozenSeries',
      title: 'Network agent prints pods that ended',
      uid: 'eastwest-frozen-series',
      severity: 'info',
      query: { language: 'promql', expr: frozenPodsByNode(scope) },
      above: MAX_PODS,
      forSeconds: HOUR_SECONDS,
      summary: 'The network agent on {node} goes on printing {value} pods that ended',
      description:
        'Our queries leave them out; hand-written ones count them, and Prometheus stores them. The agent forgets them when it is started anew.',
      runbook: 'frozen-series',
    },
    {
      ...common,
      name: 'EastwestInterfacesNotRead',
      title: 'Network interfaces without allowances',
      uid: 'eastwest-interfaces-not-read',
      severity: 'info',
      query: { language: 'promql', expr: interfacesNotRead(scope) },
      forSeconds: 15 * MINUTE_SECONDS,
      summary: 'The network agent on {node} does not read all network interfaces: at least {value} have no allowances',
      description:
        'More pods have addresses on the node than fit on the interfaces that the agent reads. It lists them only when it starts: restart its pod on this node. Until then, alerts and panels about allowances miss the others.',
      runbook: 'allowances',
    },
    {
      ...common,
      name: 'EastwestNoData',
      title: 'No network agent tells anything',
      uid: 'eastwest-no-data',
      query: { language: 'promql', expr: noAgents('10m', scope) },
      forSeconds: 5 * MINUTE_SECONDS,
      summary: `No network agent{{ with $labels.${scope.clusterLabel} }} of the cluster {{ . }}{{ end }} has reported anything to Prometheus for a quarter of an hour`,
      description:
        'All other alerts about its network are silent because of it. Check the targets of the agents’ job in Prometheus, and that OPEN_METRICS is on in the add-on’s configuration.',
      runbook: 'no-data',
      links: { dashboard_url: overviewOf({}, [scope.clusterLabel]) },
    },
  ];
}
