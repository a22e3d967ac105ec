import { type LabelFilter } from '../matcher';
import { aggregate, type ClusterOption, inCluster } from '../labels';
import { overTime, type Range } from '../range';
import { escaped, selector } from '../selector';
import { where } from '../where';

/**
 * The node of targets on nodes whose own series do not name it, such as node_exporter: a label "node" that the scrape
 * configuration adds, or else the label "instance".
 */

/**
 * The source of the node's name if the scrape configuration adds no label "node": the label "instance" without its port,
 * or kube-state-metrics, by any name of the node that the instance can have.
 */
export type NodeNameSource = 'label' | 'kube-state-metrics';

interface NodeNameOptions extends ClusterOption {
  filters?: readonly LabelFilter[];
  nodeName: NodeNameSource;
}

/**
 * The series of an expression with the name of their node in the label "node".
 *
 * @param expressionOf the expression over the series that match the filters.
 */
export function withNodeName(
  expressionOf: (filters: readonly LabelFilter[]) => string,
  range: Range,
  { filters = [], nodeName, ...scope }: NodeNameOptions
): string {
  const ofNode = filters.filter(({ label }) => label === 'node');
  const others = filters.filter(({ label }) => label !== 'node');
  const unlabeled = expressionOf([...others, { label: 'node', operator: '=', value: '' }]);
  const named =
    nodeName === 'label'
      ? where(withHostName(unlabeled, INSTANCE, 'node'), ofNode)
      : `${withHostName(withHostName(unlabeled, INSTANCE), EC2_NAME)} * on (${inCluster(['host'], scope).join(', ')}) ` +
        `group_left (node) ${nodesByHost(range, ofNode, scope)}`;
  return `${expressionOf([...filters, { label: 'node', operator: '!=', value: '' }])} or ${named}`;
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
