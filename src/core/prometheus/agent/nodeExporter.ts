import { type LabelFilter } from '../matcher';
import { type AgentMetric } from './metric';
import { aggregate, type ClusterOption, inCluster } from '../labels';
import { overTime, type Range } from '../range';
import { escaped, selector } from '../selector';
import { where } from '../where';

/**
 * The network allowances from node_exporter instead of the agent: there they are ENA's own counters
 * (`--collector.ethtool`), so that `rate()` and `increase()` are right, a reset of the driver included.
 * An interface is told by its device there, "ens5", not by its "eni-0…".
 */

export interface CounterQuery extends ClusterOption {
  /** One of the allowances. */
  metric: AgentMetric;
  groupBy: 'node' | 'interface';
  filters?: readonly LabelFilter[];
  /** A PromQL duration of two scrapes at least, or a macro for one. */
  window: string;
  /**
   * Where the node's name comes from if the scrape configuration put no label "node" there: from the label "instance",
   * without its port, or from kube-state-metrics, by any name that the instance has for the node.
   */
  nodeName: 'label' | 'kube-state-metrics';
  /** Only the k groups with the most over a range that ends where the whole query ends: one ranking for all steps. */
  top?: { k: number; over: string };
}

const LABELS = { node: ['node'], interface: ['node', 'device'] } as const;

/** Packets per second beyond the allowance. */
export function counterPerSecond(query: CounterQuery): string {
  return top(query, grouped(query, query, 'rate'));
}

/** Packets beyond the allowance in the window. */
export function counterInWindow(query: CounterQuery): string {
  return top(query, grouped(query, query, 'increase'));
}

function top(query: CounterQuery, expression: string): string {
  if (!query.top) {
    return expression;
  }
  const { k, over } = query.top;
  const ranking = `topk(${k}, ${grouped(query, { window: over, at: ' @ end()' }, 'increase')})`;
  return `${expression} and on (${resultLabels(query).join(', ')}) ${ranking}`;
}

function resultLabels(query: CounterQuery): string[] {
  return inCluster(LABELS[query.groupBy], query);
}

function grouped(query: CounterQuery, range: Range, change: 'rate' | 'increase'): string {
  return aggregate('sum', resultLabels(query), changes(query, range, change));
}

function changes({ metric, filters = [], nodeName, ...scope }: CounterQuery, range: Range, change: string): string {
  if (metric.subject !== 'interface') {
    throw new Error(`node_exporter has no counter of "${metric.name}".`);
  }
  const changed = (matchers: readonly LabelFilter[]) =>
    overTime(change, selector(`node_ethtool_${metric.name}`, matchers), range);
  const ofNode = filters.filter(({ label }) => label === 'node');
  const others = filters.filter(({ label }) => label !== 'node');
  const unlabelled = changed([...others, { label: 'node', operator: '=', value: '' }]);
  const named =
    nodeName === 'label'
      ? where(called(unlabelled, INSTANCE, 'node'), ofNode)
      : `${called(called(unlabelled, INSTANCE), MADE_OF_ADDRESS)} * on (${inCluster(['host'], scope).join(', ')}) ` +
        `group_left (node) ${nodesByHost(range, ofNode, scope)}`;
  return `${changed([...filters, { label: 'node', operator: '!=', value: '' }])} or ${named}`;
}

/** A label that holds a name of a host, and how to read it. */
interface HostName {
  label: string;
  pattern: string;
  text: string;
}

/** The host of an instance, with a port or without: "10.0.1.5:9100", "[2600:1f13::5]:9100", "i-0123456789abcdef0". */
const INSTANCE: HostName = {
  label: 'instance',
  pattern: '\\[(.+)\\](?::[0-9]+)?|([^:]+)(?::[0-9]+)?|(.+:.+:.+)',
  text: '$1$2$3',
};
/** Names that Amazon EC2 makes of an address are the same whatever the domain: "ip-10-0-1-5.ec2.internal". */
const MADE_OF_ADDRESS: HostName = { label: 'host', pattern: '(ip(?:-[0-9]+){4})[.].+', text: '$1' };

/** The names that an instance can have for a node. */
const NODE_NAMES: readonly HostName[] = [
  { label: 'internal_ip', pattern: '(.+)', text: '$1' },
  { label: 'internal_ip', pattern: '([0-9]+)[.]([0-9]+)[.]([0-9]+)[.]([0-9]+)', text: 'ip-$1-$2-$3-$4' },
  { label: 'node', pattern: '(.+)', text: '$1' },
  { label: 'node', pattern: '([^.]+)[.].+', text: '$1' },
  // The instance id ends aws:///us-east-1a/i-0123456789abcdef0.
  { label: 'provider_id', pattern: '.*/([^/]+)', text: '$1' },
];

/** The series with the host's name in one more label. */
function called(expression: string, { label, pattern, text }: HostName, as = 'host'): string {
  return `label_replace(${expression}, "${as}", "${text}", "${label}", "${escaped(pattern)}")`;
}

/** Of nodes that had the same name one after the other, the one that had it longer counts, by all of kube-state-metrics. */
function nodesByHost(range: Range, filters: readonly LabelFilter[], scope: ClusterOption): string {
  const info = overTime('count_over_time', selector('kube_node_info', filters), range);
  const nodes = NODE_NAMES.map((name) => called(info, name)).join(' or ');
  const [host, node] = [inCluster(['host'], scope), inCluster(['host', 'node'], scope)];
  return aggregate('group', node, `topk by (${host.join(', ')}) (1, ${aggregate('sum', node, nodes)})`);
}
