import { isRecord } from '../../core/json';
import { isFlowFilter } from '../../core/flow/filter';
import { type ViewState } from './viewState';
import { GROUPINGS, LEVELS_OF } from '../../core/graph/level';

/** The view state in a URL, which contains only differences from the initial state. */
export interface UrlState {
  viewState: ViewState;
  /** Id of the selected node, group or edge. */
  selected?: string;
}

type UrlKey = 'grouping' | 'level' | 'opened' | 'closed' | 'hidden' | 'focus' | 'showsAll' | 'filters';
const LISTS = ['opened', 'closed', 'hidden'] as const;

/** The value of the URL parameter; undefined if nothing differs from the initial state. */
export function writeUrlState({ viewState, selected }: UrlState, start: ViewState): string | undefined {
  const keys: UrlKey[] = ['grouping', 'level', 'opened', 'closed', 'hidden', 'focus', 'showsAll', 'filters'];
  const differing = keys.filter((name) => JSON.stringify(viewState[name]) !== JSON.stringify(start[name]));
  const changed = Object.fromEntries(differing.map((name) => [name, viewState[name]]));
  const state = { ...changed, ...(selected !== undefined && { selected }) };
  return Object.keys(state).length === 0 ? undefined : JSON.stringify(state);
}

/** Reads the URL parameter. Invalid parts are replaced by the initial state: the URL is untrusted input. */
export function readUrlState(text: string | undefined, start: ViewState): UrlState {
  const parsed = parse(text);
  const grouping = GROUPINGS.find((known) => known === parsed.grouping) ?? start.grouping;
  const level = LEVELS_OF[grouping].find((known) => known === parsed.level);
  const lists = Object.fromEntries(LISTS.map((name) => [name, textsIn(parsed[name])]));
  return {
    viewState: {
      ...start,
      ...lists,
      grouping,
      level: level ?? (LEVELS_OF[grouping].includes(start.level) ? start.level : LEVELS_OF[grouping][2]),
      followsZoom: level === undefined,
      showsAll: parsed.showsAll === true,
      filters: Array.isArray(parsed.filters) ? parsed.filters.filter(isFlowFilter) : start.filters,
      ...(typeof parsed.focus === 'string' && { focus: parsed.focus }),
    },
    ...(typeof parsed.selected === 'string' && { selected: parsed.selected }),
  };
}

function parse(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
