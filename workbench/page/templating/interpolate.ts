import { type ScopedVars } from '@grafana/data';
import { builtInValue, type BuiltInContext } from './builtIns';
import { dataLinkValue } from './dataLinks';
import { replaceExpressions, type VariableExpression } from './expression';
import { formatValue, type VariableValue } from './formats';
import { scopedValue } from './scoped';

/** A dashboard variable as interpolation sees it. */
export interface InterpolatedVariable {
  name: string;
  multi: boolean;
  includeAll: boolean;
  /** All chosen values; for "All" those of all options. */
  value: VariableValue;
  text: string;
  /** What stands in the URL: `$__all` for "All". */
  urlValue: VariableValue;
  /** The custom "All" value when "All" is chosen: it is inserted as it is, never formatted. */
  allValue?: string;
}

export interface InterpolationContext extends BuiltInContext {
  variables: ReadonlyMap<string, InterpolatedVariable>;
}

/** A format by name, or the data source's own way to quote: `(value, variable) => text`. */
export type Formatter = string | Function | undefined;

/**
 * Grafana's variable interpolation: scoped variables first, then the dashboard's, then the global ones.
 * What nobody knows stays as it is written. A format in the text wins over `format`.
 */
export function interpolate(
  text: string,
  scopedVars: ScopedVars,
  format: Formatter,
  context: InterpolationContext
): string {
  return replaceExpressions(text, (expression) => {
    const wanted = expression.format ?? format;
    const scoped = scopedValue(scopedVars[expression.name], expression.fieldPath);
    if (scoped !== undefined) {
      return render(scoped, wanted, { name: expression.name });
    }
    const variable = context.variables.get(expression.name);
    if (variable !== undefined) {
      return renderVariable(variable, expression, wanted);
    }
    return renderGlobal(expression, wanted, scopedVars, context);
  });
}

function renderVariable(
  variable: InterpolatedVariable,
  { fieldPath, format }: VariableExpression,
  wanted: Formatter
): string {
  if (fieldPath === 'text' || format === 'text') {
    return variable.text;
  }
  if (format === 'queryparam') {
    return formatValue(variable.urlValue, format, about(variable));
  }
  return variable.allValue ?? render(variable.value, wanted, variable);
}

function renderGlobal(
  expression: VariableExpression,
  wanted: Formatter,
  scopedVars: ScopedVars,
  context: InterpolationContext
): string | undefined {
  if (expression.name === '__url_time_range') {
    return `from=${context.timeRange.raw.from.valueOf()}&to=${context.timeRange.raw.to.valueOf()}`;
  }
  if (expression.name === '__all_variables') {
    const all = [...context.variables.values()];
    return all.map((variable) => formatValue(variable.urlValue, 'queryparam', about(variable))).join('&');
  }
  const fromData = dataLinkValue(expression, scopedVars);
  const value = fromData ?? builtInValue(expression.name, expression.fieldPath, context);
  return value === undefined ? undefined : render(value, wanted, { name: expression.name });
}

type Named = Partial<InterpolatedVariable> & { name: string };

function render(value: VariableValue, format: Formatter, variable: Named): string {
  if (typeof format === 'function') {
    return String(format(value, variable));
  }
  return formatValue(value, format, about({ ...variable, value }));
}

function about({ name, text, value }: Named): { variableName: string; text: string } {
  return { variableName: name, text: text ?? (Array.isArray(value) ? value.join(' + ') : (value ?? '')) };
}
