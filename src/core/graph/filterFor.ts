import { type FlowFilter } from '../flow/filter';
import { type GraphNode } from './graph';
import { NO_NAMESPACE, UNKNOWN_ZONE } from './pathOf';

/** What a node is called whose name nobody knows. */
const INSTANCE_ID = /^i-[0-9a-f]+$/;

/**
 * The filter that leaves the flows of a node; undefined for what no fact of a flow tells apart, such as
 * all addresses without a name together.
 */
export function filterFor(node: GraphNode): FlowFilter | undefined {
  const { id, kind, label, namespace, childCount } = node;
  const only = (field: FlowFilter['field'], value: string): FlowFilter => ({
    side: 'either',
    field,
    operator: '=',
    value,
  });
  switch (kind) {
    case 'namespace':
    case 'zone':
      return label === NO_NAMESPACE || label === UNKNOWN_ZONE ? undefined : only(kind, label);
    case 'pod':
    case 'country':
      return only(kind, label);
    case 'node':
      return id.startsWith('node/') ? only(INSTANCE_ID.test(label) ? 'instance' : 'node', label) : undefined;
    case 'host':
      // Its label can say only that it is a host.
      return childCount > 0 ? undefined : only('name', id.replace(/^host\//, ''));
    case 'cluster':
    case 'group':
    case 'foreign':
      return undefined;
    case 'unknown':
      return childCount > 0 ? undefined : only('address', label);
    default:
      if (node.isExternal) {
        return childCount > 1 ? undefined : only('external', label);
      }
      return only('name', namespace === undefined || namespace === NO_NAMESPACE ? label : `${namespace}/${label}`);
  }
}

/** A filter in a few words: "namespace = shop". */
export function filterText({ side, field, operator, value }: FlowFilter): string {
  return `${side === 'either' ? '' : `${side} `}${field} ${operator} ${value}`;
}
