import { type ScopedVars } from '@grafana/data';
import { builtInValue, type BuiltInContext } from './builtIns';
import { dataLinkValue } from './dataLinks';
import { replaceExpressions, type VariableExpression } from './expression';
import { formatValue, type VariableValue } from './formats';
import { scopedValue } from './scoped';

/** A dashboard variable as interpolation uses it. */
export interface InterpolatedVariable {
  name: string;
  multi: boolean;
  includeAll: boolean;
  /** All selected values; for "All", those of all options. */
  value: VariableValue;
  text: string;
  /** The value in the URL: `$__all` for "All". */
  urlValue: VariableValue;
  /** The custom "All" value if "All" is selected: it is inserted without any format. */
  allValue?: string;
}

/** The variables and global values for interpolation. */
export interface InterpolationContext extends BuiltInContext {
  variables: ReadonlyMap<string, InterpolatedVariable>;
}

/** The name of a format, or the data source's own function: `(value, variable) => text`. */
export type Formatter = string | Function | undefined;

/**
 * Interpolates variables as Grafana does: scoped variables first, then those of the dashboard, then the global ones.
 * Unknown variables are left unchanged. A format in the text takes precedence over `format`.
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
