import { locationService } from '@grafana/runtime';
import { useEffect, useState } from 'react';
import { type Exploration, startAt } from '../../core/graph/exploration';
import { readPlace, type SharedPlace, writePlace } from '../../core/graph/sharedPlace';
import { type FlowGraphOptions } from '../options';

/** Where the page's address says that somebody is in the graph of a panel; read once. */
export function usePlaceFromUrl(panelId: number, { grouping, level }: FlowGraphOptions): SharedPlace {
  const [place] = useState(() => {
    const told = locationService.getSearchObject()[parameterOf(panelId)];
    return readPlace(typeof told === 'string' ? told : undefined, startAt(grouping, level));
  });
  return place;
}

/** Keeps the page's address at where somebody is, so that a link shows others the same. */
export function usePlaceInUrl(
  panelId: number,
  { grouping, level }: FlowGraphOptions,
  exploration: Exploration,
  selected: string | undefined
): void {
  const text = writePlace({ exploration, ...(selected !== undefined && { selected }) }, startAt(grouping, level));
  useEffect(() => {
    const parameter = parameterOf(panelId);
    const told = locationService.getSearchObject()[parameter];
    if ((typeof told === 'string' ? told : undefined) !== text) {
      locationService.partial({ [parameter]: text ?? null }, true);
    }
  }, [panelId, text]);
}

function parameterOf(panelId: number): string {
  return `flowgraph-${panelId}`;
}
