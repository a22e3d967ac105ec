import { type GraphLevel, type Grouping, GROUPINGS, LEVELS_OF } from '../../src/core/graph/level';

/** A first view of the graph. */
export interface View {
  grouping: Grouping;
  /** What the user selected; "auto" before the user selects anything, when the zoom can collapse groups. */
  level: GraphLevel | 'auto';
}

/** Each level of each grouping. */
export const ALL_VIEWS: readonly View[] = GROUPINGS.flatMap((grouping) =>
  (['auto', ...LEVELS_OF[grouping]] as const).map((level) => ({ grouping, level }))
);

/** The view in which our panel is compared with others. */
export const PEER_VIEW: View = { grouping: 'namespace', level: 'workload' };

/** The views that are compared where there are many flows. */
export const MAIN_VIEWS: readonly View[] = [{ grouping: 'namespace', level: 'auto' }, PEER_VIEW];
