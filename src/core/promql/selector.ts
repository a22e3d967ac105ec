import { AGENT_LABELS } from './labels';

/** Equality, a regular expression for whole values, and their negations. */
export const MATCH_OPERATORS = ['=', '!=', '=~', '!~'] as const;
export type MatchOperator = (typeof MATCH_OPERATORS)[number];

export interface LabelFilter {
  label: string;
  operator: MatchOperator;
  value: string;
}

/** A PromQL vector selector: `name{a="b", c=~"d"}`. Values are quoted, so any text is safe in them. */
export function selector(metricName: string, filters: readonly LabelFilter[] = []): string {
  const matchers = filters.map(({ label, operator, value }) => `${label}${operator}"${escaped(value)}"`);
  return matchers.length === 0 ? metricName : `${metricName}{${matchers.join(', ')}}`;
}

/**
 * The selectors that together match the filters, whether Prometheus renamed the agent's labels or
 * not: at most one of them matches any series. A filter that matches everything is left out.
 */
export function agentSelectors(metricName: string, filters: readonly LabelFilter[] = []): string[] {
  const needed = filters.filter(isNarrowing);
  const alternatives = needed.reduce<LabelFilter[][]>(
    (chosen, filter) => chosen.flatMap((so) => variants(filter).map((variant) => [...so, ...variant])),
    [[]]
  );
  return alternatives.map((matchers) => selector(metricName, matchers));
}

/** The labels that Prometheus renames together: those of a target that is a pod. */
const POD_LABELS: readonly string[] = ['namespace', 'pod'];

/**
 * The same for series of pods, with two selectors at most: these expressions are long, and repeat them. A label "node" that Prometheus adds to
 * the agents' series must be the node's name, as the agent's own is.
 */
export function podSelectors(metricName: string, filters: readonly LabelFilter[] = []): string[] {
  const needed = filters.filter(isNarrowing);
  const ofPod = needed.find(({ label }) => POD_LABELS.includes(label));
  if (ofPod === undefined) {
    return [selector(metricName, needed)];
  }
  const exported = (label: string) => `exported_${label}`;
  const renamed = needed.map((filter) =>
    POD_LABELS.includes(filter.label) ? { ...filter, label: exported(filter.label) } : filter
  );
  return [
    selector(metricName, [{ label: exported(ofPod.label), operator: '=', value: '' }, ...needed]),
    selector(metricName, [{ label: exported(ofPod.label), operator: '!=', value: '' }, ...renamed]),
  ];
}

function isNarrowing({ operator, value }: LabelFilter): boolean {
  return !(operator === '=~' && value === '.*');
}

function variants(filter: LabelFilter): LabelFilter[][] {
  if (!AGENT_LABELS.some((label) => label === filter.label)) {
    return [[filter]];
  }
  const exported = `exported_${filter.label}`;
  return [
    [{ label: exported, operator: '=', value: '' }, filter],
    [
      { label: exported, operator: '!=', value: '' },
      { ...filter, label: exported },
    ],
  ];
}

/** A text as it stands between PromQL's double quotes. */
export function escaped(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}
