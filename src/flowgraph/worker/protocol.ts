import { type LayoutInput, type Layout, type Positions } from '../layout/layoutInput';

/** A layout to compute. */
export interface LayoutJob {
  input: LayoutInput;
  layout: Layout;
  /** Width divided by height of the screen. */
  aspect: number;
}

/** Message to the worker. */
export interface WorkerRequest extends LayoutJob {
  id: number;
  budgetMs: number;
}

/** Message from the worker. */
export interface WorkerResponse {
  /** The id of the request. */
  id: number;
  positions: Positions;
}

/** A force-directed layout that takes longer is replaced by a grid, which takes no time. */
export const BUDGET_MS = 1_500;
