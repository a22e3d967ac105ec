import { locationService } from '@grafana/runtime';
import { useEffect, useState } from 'react';
import { type ViewState, initialView } from '../model/viewState';
import { readUrlState, type UrlState, writeUrlState } from '../model/urlState';
import { type FlowGraphOptions } from '../model/options';

/** The view state of a panel from the URL of the page, or else from its options. It is read once. */
export function useStateFromUrl(panelId: number, { grouping, level, selected }: FlowGraphOptions): UrlState {
  const [state] = useState((): UrlState => {
    const value = locationService.getSearchObject()[parameterOf(panelId)];
    return typeof value === 'string'
      ? readUrlState(value, initialView(grouping, level))
      : { viewState: initialView(grouping, level), ...(selected !== undefined && { selected }) };
  });
  return state;
}

/** Writes the view state to the URL of the page, so that a link shows the same view. */
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
