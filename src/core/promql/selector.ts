export interface LabelFilter {
  label: string;
  operator: '=' | '!=' | '=~' | '!~';
  value: string;
}

/** A PromQL vector selector: `name{a="b", c=~"d"}`. Values are quoted, so any text is safe in them. */
export function selector(metricName: string, filters: readonly LabelFilter[] = []): string {
  const matchers = filters.map(({ label, operator, value }) => `${label}${operator}"${escape(value)}"`);
  return matchers.length === 0 ? metricName : `${metricName}{${matchers.join(', ')}}`;
}

function escape(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}
