/** The properties of a variable that determine how it is inserted into PromQL. */
interface QuotedVariable {
  multi?: boolean;
  includeAll?: boolean;
}

/**
 * Inserts a variable as Grafana's Prometheus data source does: a single value as the text of a label matcher; the
 * values of a multi-value variable as an alternation for `=~`.
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

/** Escapes a regular expression within a PromQL string: each backslash twice. */
function escapePattern(text: string): string {
  return text.replace(/\\/g, '\\\\\\\\').replace(/[$^*{}[\]'+?.()|]/g, '\\\\$&');
}
