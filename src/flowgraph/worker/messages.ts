import { type Ground, type Layout, type Placement } from '../layout/ground';

/** What is to be placed. */
export interface Wanted {
  ground: Ground;
  layout: Layout;
  /** Width to height of what lies within the rim. */
  aspect: number;
}

/** To the worker. */
export interface PlaceRequest extends Wanted {
  id: number;
  budgetMs: number;
}

/** From the worker. */
export interface PlaceAnswer {
  /** That of the request. */
  id: number;
  placement: Placement;
}

/** Layouts by forces that take longer become a grid, which takes no time. */
export const BUDGET_MS = 1_500;
