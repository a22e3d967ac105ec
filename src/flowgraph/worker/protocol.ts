import { type LayoutInput, type Layout, type Positions } from '../layout/layoutInput';

/** What is to be placed. */
export interface LayoutJob {
  input: LayoutInput;
  layout: Layout;
  /** Width to height of what lies within the rim. */
  aspect: number;
}

/** To the worker. */
export interface WorkerRequest extends LayoutJob {
  id: number;
  budgetMs: number;
}

/** From the worker. */
export interface WorkerResponse {
  /** That of the request. */
  id: number;
  positions: Positions;
}

/** Layouts by forces that take longer become a grid, which takes no time. */
export const BUDGET_MS = 1_500;
