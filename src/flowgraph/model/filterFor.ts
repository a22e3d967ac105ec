import { type FlowFilter } from '../../core/flow/filter';
import { type GraphNode } from '../../core/graph/graph';
import { NO_NAMESPACE, UNKNOWN_ZONE } from '../../core/graph/pathOf';

/** The label of a host whose name is unknown. */
const INSTANCE_ID = /^i-[0-9a-f]+$/;

/**
 * The filter that selects exactly the flows of a node; undefined if there is none, such as for all unnamed addresses
 * together.
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

/** A filter as text: "namespace = shop". */
export function filterText({ side, field, operator, value }: FlowFilter): string {
  return `${side === 'either' ? '' : `${side} `}${field} ${operator} ${value}`;
}
