import { type LabelFilter, type MatchOperator } from './matcher';
/** A PromQL vector selector: `name{a="b", c=~"d"}`. Values are quoted, so any text is safe in them. */
export function selector(metricName: string, filters: readonly LabelFilter[] = []): string {
  const matchers = filters.map(({ label, operator, value }) => `${label}${operator}"${escaped(value)}"`);
  return matchers.length === 0 ? metricName : `${metricName}{${matchers.join(', ')}}`;
}

/** Labels of the agent that Prometheus renames together: those of a target that is a pod, and that of its node. */
const OF_POD: readonly string[] = ['namespace', 'pod'];
const OF_NODE: readonly string[] = ['node'];

/**
 * The selectors that together match the filters, whether Prometheus renamed the agent's labels or
 * not: at most one of them matches any series. A filter that matches everything is left out.
 */
export function agentSelectors(metricName: string, filters: readonly LabelFilter[] = []): string[] {
  return renamedOrNot(renamedOrNot([filters.filter(isNarrowing)], OF_POD), OF_NODE).map((matchers) =>
    selector(metricName, matchers)
  );
}

/**
 * The same for series of pods, with two selectors at most: these expressions are long, and repeat them. A label "node" that
 * Prometheus adds to the agents' series must be the node's name, as the agent's own is.
 */
export function podSelectors(metricName: string, filters: readonly LabelFilter[] = []): string[] {
  return renamedOrNot([filters.filter(isNarrowing)], OF_POD).map((matchers) => selector(metricName, matchers));
}

function isNarrowing({ operator, value }: LabelFilter): boolean {
  return !(operator === '=~' && value === '.*');
}

/** Matchers as they are, and for labels that Prometheus renamed. */
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

/** A text as it stands between PromQL's double quotes. */
export function escaped(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}
