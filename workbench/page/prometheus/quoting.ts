/** The part of a variable that decides how it is inserted into PromQL. */
interface QuotedVariable {
  multi?: boolean;
  includeAll?: boolean;
}

/**
 * How Grafana's Prometheus data source inserts a variable: a single value as the text of a label
 * matcher; of a variable that may have several, as an alternation for `=~`.
 */
export function quoteForPromQL(value: string | string[], variable: QuotedVariable): string {
  if (!variable.multi && !variable.includeAll) {
    return escapeText(Array.isArray(value) ? value.join(',') : value);
  }
  const escaped = [value].flat().map(escapePattern);
  return escaped.length === 1 ? escaped.join('') : `(${escaped.join('|')})`;
}

function escapeText(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/'/g, "\\\\'");
}

/** A regular expression inside a PromQL string: each backslash twice. */
function escapePattern(text: string): string {
  return text.replace(/\\/g, '\\\\\\\\').replace(/[$^*{}[\]'+?.()|]/g, '\\\\$&');
}
