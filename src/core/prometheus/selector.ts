import { type LabelFilter, type MatchOperator } from './matcher';

/** A PromQL vector selector: `name{a="b", c=~"d"}`. Values are escaped, so any text is safe. */
export function selector(metricName: string, filters: readonly LabelFilter[] = []): string {
  const matchers = filters.map(({ label, operator, value }) => `${label}${operator}"${escaped(value)}"`);
  return matchers.length === 0 ? metricName : `${metricName}{${matchers.join(', ')}}`;
}

/** Labels of the agent that Prometheus renames together: those of the target's pod, and that of its node. */
const OF_POD: readonly string[] = ['namespace', 'pod'];
const OF_NODE: readonly string[] = ['node'];

/**
 * The selectors that together match the filters, with and without labels that Prometheus renamed. At most one of them
 * matches a given series. Filters that match everything are left out.
 */
export function agentSelectors(metricName: string, filters: readonly LabelFilter[] = []): string[] {
  return renamedOrNot(renamedOrNot([filters.filter(isNarrowing)], OF_POD), OF_NODE).map((matchers) =>
    selector(metricName, matchers)
  );
}

/**
 * The same as {@link agentSelectors} for series of pods, with at most two selectors, because these expressions are long and
 * repeat them. If Prometheus adds a label "node" to the agents' series, it must be the name of the node, as the agent's
 * own label is.
 */
export function podSelectors(metricName: string, filters: readonly LabelFilter[] = []): string[] {
  return renamedOrNot([filters.filter(isNarrowing)], OF_POD).map((matchers) => selector(metricName, matchers));
}

/** Whether a filter leaves out any series. */
export function isNarrowing({ operator, value }: LabelFilter): boolean {
  return !(operator === '=~' && value === '.*');
}

/** Each list of matchers as it is, and for labels that Prometheus renamed. */
function renamedOrNot(
  alternatives: ReadonlyArray<readonly LabelFilter[]>,
  labels: readonly string[]
): Array<readonly LabelFilter[]> {
  return alternatives.flatMap((matchers) => {
    const first = matchers.find(({ label }) => labels.includes(label));
    if (first === undefined) {
      return [matchers];
    }
    const marked = (operator: MatchOperator) => ({ label: exported(first.label), operator, value: '' });
    const renamed = matchers.map((filter) =>
      labels.includes(filter.label) ? { ...filter, label: exported(filter.label) } : filter
    );
    return [
      [marked('='), ...matchers],
      [marked('!='), ...renamed],
    ];
  });
}

function exported(label: string): string {
  return `exported_${label}`;
}

/** The replacement character, and lone surrogates, which HTTP clients turn into it. */
const NOT_IN_PROMQL = /[\u{fffd}\p{Surrogate}]/gu;

/** Escapes a text for PromQL's double quotes. Prometheus takes a replacement character for an encoding error. */
export function escaped(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n').replace(NOT_IN_PROMQL, '\\ufffd');
}
