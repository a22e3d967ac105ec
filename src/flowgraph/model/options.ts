import { isRecord } from '../../core/json';
import { LIST_PRICES } from '../../core/transfer/charges';
import { flowMeasures } from '../../core/graph/measure';
import { type GraphLevel, type Grouping, GROUPINGS, groupingOfLevel, LEVELS_OF } from '../../core/graph/level';
import { type FlowFilter, isFlowFilter } from '../../core/flow/filter';
import { type Layout, LAYOUTS, type Pins } from '../layout/layoutInput';

/** Filters under a name, for one click. */
export interface QuickFilter {
  name: string;
  filters: FlowFilter[];
}

/** The panel's options as dashboards save them. */
export interface FlowGraphOptions {
  grouping: Grouping;
  level: GraphLevel;
  /** The heaviest edges, beyond which only lossy ones are drawn. */
  maxEdges: number;
  /** Ids of the measures that edges show as width and as colour. */
  width: string;
  color: string;
  layout: Layout;
  /** Values beside edges. */
  hasLabels: boolean;
  /** Boxes that become too small to read close, and boxes with room enough open. */
  opensByZoom: boolean;
  /** Where a person has put something, by grouping. */
  pins: Partial<Record<Grouping, Pins>>;
  quickFilters: QuickFilter[];
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

export const GROUPING_LABELS: Record<Grouping, string> = { namespace: 'Namespaces', zone: 'Zones', node: 'Nodes' };

export const LEVEL_LABELS: Record<GraphLevel, string> = {
  cluster: 'Cluster',
  namespace: 'Namespace',
  zone: 'Zone',
  workload: 'Workload',
  node: 'Node',
  pod: 'Pod',
};

export const LAYOUT_LABELS: Record<Layout, string> = {
  auto: 'Automatic',
  layered: 'Layered (callers left)',
  force: 'Force',
  grid: 'Grid',
  sideBySide: 'Side by side',
};

/** What applies of saved options: whatever this build does not know or cannot read is the default. */
export function resolveOptions(saved: Partial<Record<keyof FlowGraphOptions, unknown>>): FlowGraphOptions {
  const { maxEdges, pins, quickFilters } = saved;
  const level = known(Object.values(LEVELS_OF).flat(), saved.level) ?? DEFAULT_OPTIONS.level;
  // Before there were groupings, a level alone said which.
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
  };
}

/** The measures that a person can choose before any data are there. */
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
