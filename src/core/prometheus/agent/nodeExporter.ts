import { type LabelFilter } from '../matcher';
import { type AgentMetric } from './metric';
import { aggregate, type ClusterOption, inCluster } from '../labels';
import { overTime, type Range } from '../range';
import { escaped, selector } from '../selector';
import { where } from '../where';

/**
 * The network allowances from node_exporter instead of the agent. They are ENA's counters (`--collector.ethtool`), so
 * `rate()` and `increase()` are correct, also after a driver reset. The name of an interface is that of its device, "ens5",
 * instead of the ID "eni-0…".
 */

/** A query over a counter of node_exporter. */
export interface CounterQuery extends ClusterOption {
  /** One of the allowances. */
  metric: AgentMetric;
  groupBy: 'node' | 'interface';
  filters?: readonly LabelFilter[];
  /** A PromQL duration of at least two scrapes, or a macro for one. */
  window: string;
  /**
   * The source of the node's name if the scrape configuration adds no label "node": the label "instance" without its port,
   * or kube-state-metrics, by any name of the node that the instance can have.
   */
  nodeName: 'label' | 'kube-state-metrics';
  /** Shows only the k groups with the most in a range that ends with the whole query. All steps share this ranking. */
  top?: { k: number; over: string };
}

const LABELS = { node: ['node'], interface: ['node', 'device'] } as const;

/** Packets per second above the allowance. */
export function counterPerSecond(query: CounterQuery): string {
  return top(query, grouped(query, query, 'rate'));
}

/** Packets above the allowance in the window. */
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
  const unlabeled = changed([...others, { label: 'node', operator: '=', value: '' }]);
  const named =
    nodeName === 'label'
      ? where(withHostName(unlabeled, INSTANCE, 'node'), ofNode)
      : `${withHostName(withHostName(unlabeled, INSTANCE), EC2_NAME)} * on (${inCluster(['host'], scope).join(', ')}) ` +
        `group_left (node) ${nodesByHost(range, ofNode, scope)}`;
  return `${changed([...filters, { label: 'node', operator: '!=', value: '' }])} or ${named}`;
}

/** A label with a name of a host, and how to extract it. */
interface HostName {
  label: string;
  pattern: string;
  text: string;
}

/** The host of an instance, with or without a port: "10.0.1.5:9100", "[2600:1f13::5]:9100", "i-0123456789abcdef0". */
const INSTANCE: HostName = {
  label: 'instance',
  pattern: '\\[(.+)\\](?::[0-9]+)?|([^:]+)(?::[0-9]+)?|(.+:.+:.+)',
  text: '$1$2$3',
};
/** A name that Amazon EC2 derives from an address, without its domain: "ip-10-0-1-5.ec2.internal". */
const EC2_NAME: HostName = { label: 'host', pattern: '(ip(?:-[0-9]+){4})[.].+', text: '$1' };

/** The names of a node that an instance can have. */
const NODE_NAMES: readonly HostName[] = [
  { label: 'internal_ip', pattern: '(.+)', text: '$1' },
  { label: 'internal_ip', pattern: '([0-9]+)[.]([0-9]+)[.]([0-9]+)[.]([0-9]+)', text: 'ip-$1-$2-$3-$4' },
  { label: 'node', pattern: '(.+)', text: '$1' },
  { label: 'node', pattern: '([^.]+)[.].+', text: '$1' },
  // The provider ID ends with the instance ID: aws:///us-east-1a/i-0123456789abcdef0.
  { label: 'provider_id', pattern: '.*/([^/]+)', text: '$1' },
];

/** Adds a label with the name of the host. */
function withHostName(expression: string, { label, pattern, text }: HostName, as = 'host'): string {
  return `label_replace(${expression}, "${as}", "${text}", "${label}", "${escaped(pattern)}")`;
}

/** The nodes by each of their names. If nodes had the same name one after the other, the one that had it longer counts. */
function nodesByHost(range: Range, filters: readonly LabelFilter[], scope: ClusterOption): string {
  const info = overTime('count_over_time', selector('kube_node_info', filters), range);
  const nodes = NODE_NAMES.map((name) => withHostName(info, name)).join(' or ');
  const [host, node] = [inCluster(['host'], scope), inCluster(['host', 'node'], scope)];
  return aggregate('group', node, `topk by (${host.join(', ')}) (1, ${aggregate('sum', node, nodes)})`);
}
