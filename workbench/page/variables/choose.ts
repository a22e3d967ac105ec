import { type SavedVariable } from '../model/savedDashboard';
import { ALL_VALUE, type VariableOption } from './types';

/**
 * The selected values after the options are known: the values in the URL, even if they are not among the options;
 * otherwise the previous or saved ones, if they still exist; otherwise the first option.
 */
export function choose(model: SavedVariable, options: VariableOption[], fromUrl: string[], before: string[]): string[] {
  if (fromUrl.length > 0) {
    return single(
      model,
      fromUrl.map((value) => byText(value, options))
    );
  }
  const known = new Set(options.map(({ value }) => value));
  const kept = before.filter((value) => known.has(value) || options.length === 0);
  const first = options[0]?.value;
  return single(model, kept.length > 0 ? kept : first === undefined ? [] : [first]);
}

/**
 * The values that are saved in the dashboard; "All" is saved as `$__all`, and the default of a text box in its query.
 */
export function savedChoice({ type, query, current }: SavedVariable): string[] {
  const fallback = type === 'textbox' ? String(query ?? '') : [];
  return [current?.value ?? fallback].flat().filter((value) => value !== '');
}

/** In the URL, data source variables can have names, and "All" can have its text. */
function byText(value: string, options: VariableOption[]): string {
  if (value === 'All') {
    return ALL_VALUE;
  }
  const known = options.some((option) => option.value === value);
  return known ? value : (options.find((option) => option.text === value)?.value ?? value);
}

function single(model: SavedVariable, values: string[]): string[] {
  return model.multi ? values : values.slice(0, 1);
}
