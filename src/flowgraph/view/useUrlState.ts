import { locationService } from '@grafana/runtime';
import { useEffect, useState } from 'react';
import { type ViewState, initialView } from '../../core/graph/viewState';
import { readUrlState, type UrlState, writeUrlState } from '../../core/graph/urlState';
import { type FlowGraphOptions } from '../options';

/** Where the page's address says that somebody is in the graph of a panel; read once. */
export function useStateFromUrl(panelId: number, { grouping, level }: FlowGraphOptions): UrlState {
  const [place] = useState(() => {
    const told = locationService.getSearchObject()[parameterOf(panelId)];
    return readUrlState(typeof told === 'string' ? told : undefined, initialView(grouping, level));
  });
  return place;
}

/** Keeps the page's address at where somebody is, so that a link shows others the same. */
export function useStateToUrl(
  panelId: number,
  { grouping, level }: FlowGraphOptions,
  viewState: ViewState,
  selected: string | undefined
): void {
  const text = writeUrlState({ viewState, ...(selected !== undefined && { selected }) }, initialView(grouping, level));
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
