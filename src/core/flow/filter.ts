import { type Flow } from './flow';

/** Which flows a query shows. */
export interface FlowFilter {
  /** A regular expression for whole namespace names, as dashboard variables write it: "a|b", ".*". */
  namespace: string;
}

/**
 * The flows of which at least one end is in a matching namespace. ".*" lets everything through, what
 * lies outside the cluster included.
 *
 * @throws SyntaxError where the expression is none.
 */
export function filterFlows(flows: readonly Flow[], { namespace }: FlowFilter): readonly Flow[] {
  if (namespace === '.*') {
    return flows;
  }
  const pattern = new RegExp(`^(?:${namespace})$`);
  return flows.filter(({ client, server }) =>
    [client, server].some((end) => end.namespace !== undefined && pattern.test(end.namespace))
  );
}
