import { locationService } from '@grafana/runtime';
import { useEffect, useState } from 'react';
import { type ViewState, initialView } from '../model/viewState';
import { readUrlState, type UrlState, writeUrlState } from '../model/urlState';
import { type FlowGraphOptions } from '../model/options';

/** Where the page's address says that somebody is in the graph of a panel; read once. */
export function useStateFromUrl(panelId: number, { grouping, level }: FlowGraphOptions): UrlState {
  const [state] = useState(() => {
    const value = locationService.getSearchObject()[parameterOf(panelId)];
    return readUrlState(typeof value === 'string' ? value : undefined, initialView(grouping, level));
  });
  return state;
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
    const value = locationService.getSearchObject()[parameter];
    if ((typeof value === 'string' ? value : undefined) !== text) {
      locationService.partial({ [parameter]: text ?? null }, true);
    }
  }, [panelId, text]);
}

function parameterOf(panelId: number): string {
  return `flowgraph-${panelId}`;
}
