import { isRecord } from '../../core/json';
import { LIST_PRICES } from '../../core/transfer/charges';
import { flowMeasures } from '../../core/graph/measure';
import { type GraphLevel, type Grouping, GROUPINGS, groupingOfLevel, LEVELS_OF } from '../../core/graph/level';
import { type FlowFilter, isFlowFilter } from '../../core/flow/filter';
import { type Layout, LAYOUTS, type Pins } from '../layout/layoutInput';

/** Named filters that one click applies. */
export interface QuickFilter {
  name: string;
  filters: FlowFilter[];
}

/** The panel's options as dashboards save them. */
export interface FlowGraphOptions {
  grouping: Grouping;
  level: GraphLevel;
  /** Maximum number of edges. Beyond it, only edges with losses are drawn. */
  maxEdges: number;
  /** Ids of the measures that edges show as width and as color. */
  width: string;
  color: string;
  layout: Layout;
  /** Whether values are written on edges. */
  hasLabels: boolean;
  /** Whether zooming collapses groups that are too small to read, and expands nodes that have room. */
  opensByZoom: boolean;
  /** Positions that the user chose, by grouping. */
  pins: Partial<Record<Grouping, Pins>>;
  quickFilters: QuickFilter[];
  /** The ID of the node, group, or edge that is selected if the URL has no view. */
  selected?: string;
}

export const DEFAULT_OPTIONS: FlowGraphOptions = {
  grouping: 'namespace',
  level: 'workload',
  maxEdges: 150,
  width: 'bytes',
  color: 'lossesPerGb',
  layout: 'auto',
  hasLabels: true,
  opensByZoom: true,
  pins: {},
  quickFilters: [],
};

/** Saved options, with defaults for values that are missing, unknown or invalid. */
export function resolveOptions(saved: Partial<Record<keyof FlowGraphOptions, unknown>>): FlowGraphOptions {
  const { maxEdges, pins, quickFilters, selected } = saved;
  const level = known(Object.values(LEVELS_OF).flat(), saved.level) ?? DEFAULT_OPTIONS.level;
  // Options from before groupings were introduced have a level only.
  const grouping = known(GROUPINGS, saved.grouping) ?? groupingOfLevel(level);
  return {
    grouping,
    level: known(LEVELS_OF[grouping], level) ?? LEVELS_OF[grouping][2],
    maxEdges: typeof maxEdges === 'number' && maxEdges >= 1 ? maxEdges : DEFAULT_OPTIONS.maxEdges,
    width: textOr(saved.width, DEFAULT_OPTIONS.width),
    color: textOr(saved.color, DEFAULT_OPTIONS.color),
    layout: known(LAYOUTS, saved.layout) ?? DEFAULT_OPTIONS.layout,
    hasLabels: saved.hasLabels !== false,
    opensByZoom: saved.opensByZoom !== false,
    pins: isRecord(pins) ? pinsOf(pins) : {},
    quickFilters: Array.isArray(quickFilters) ? quickFilters.filter(isQuickFilter) : [],
    ...(typeof selected === 'string' && { selected }),
  };
}

/** The measures that can be selected before there is any data. */
export const MEASURE_OPTIONS = flowMeasures({ prices: LIST_PRICES }).map(({ id, label }) => ({ value: id, label }));

function pinsOf(saved: Record<string, unknown>): Partial<Record<Grouping, Pins>> {
  return Object.fromEntries(
    GROUPINGS.map((grouping) => {
      const pins = saved[grouping];
      return [grouping, isRecord(pins) ? Object.fromEntries(Object.entries(pins).filter(isPin)) : {}];
    })
  );
}

function isPin(entry: [string, unknown]): entry is [string, { x: number; y: number }] {
  const [, at] = entry;
  return isRecord(at) && Number.isFinite(at.x) && Number.isFinite(at.y);
}

function isQuickFilter(saved: unknown): saved is QuickFilter {
  return (
    isRecord(saved) &&
    typeof saved.name === 'string' &&
    Array.isArray(saved.filters) &&
    saved.filters.every(isFlowFilter)
  );
}

function known<T>(values: readonly T[], value: unknown): T | undefined {
  return values.find((candidate) => candidate === value);
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === 'string' && value !== '' ? value : fallback;
}
