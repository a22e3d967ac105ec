import { type SavedVariable } from '../model/savedDashboard';

/** The value for "All" in saved dashboards and in URLs. */
export const ALL_VALUE = '$__all';

/** An option of a variable. */
export interface VariableOption {
  text: string;
  value: string;
}

/** A variable with its options and selected values. */
export interface VariableState {
  model: SavedVariable;
  options: VariableOption[];
  /** The selected values; exactly one unless the variable is `multi`; `[ALL_VALUE]` for "All". */
  chosen: string[];
  /** Why its options could not be found. */
  error?: string;
}

/** Whether "All" is selected. */
export function isAll({ chosen }: VariableState): boolean {
  return chosen.length === 1 && chosen[0] === ALL_VALUE;
}
