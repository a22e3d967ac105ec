import { type SavedVariable } from '../model/savedDashboard';

/** The value that stands for "All", in saved dashboards and in URLs. */
export const ALL_VALUE = '$__all';

export interface VariableOption {
  text: string;
  value: string;
}

/** A variable with its options and what is chosen of them. */
export interface VariableState {
  model: SavedVariable;
  options: VariableOption[];
  /** Chosen values; exactly one unless the variable is `multi`; `[ALL_VALUE]` for "All". */
  chosen: string[];
  /** Why its options could not be found. */
  error?: string;
}

export function isAll({ chosen }: VariableState): boolean {
  return chosen.length === 1 && chosen[0] === ALL_VALUE;
}
