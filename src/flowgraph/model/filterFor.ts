import { type FlowFilter } from '../../core/flow/filter';
import { type GraphNode } from '../../core/graph/graph';

/**
 * The filter that selects exactly the flows of a node; undefined if there is none, such as for all unnamed addresses
 * together.
 */
export function filterFor(node: GraphNode): FlowFilter | undefined {
  const { kind, label, namespace, childCount } = node;
  const only = (field: FlowFilter['field'], value: string): FlowFilter => ({
    side: 'either',
    field,
    operator: '=',
    value,
  });
  switch (kind) {
    case 'namespace':
    case 'zone':
    case 'pod':
    case 'node':
    case 'country':
      return only(kind, label);
    case 'host':
      return childCount > 0 ? undefined : only('node', label);
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
      return only('name', namespace === undefined ? label : `${namespace}/${label}`);
  }
}

/** A filter as text: "namespace = shop". */
export function filterText({ side, field, operator, value }: FlowFilter): string {
  return `${side === 'either' ? '' : `${side} `}${field} ${operator} ${value}`;
}
