import { LoadingState, type PanelData } from '@grafana/data';

/** What is on screen stays while new data are Loading and nothing of them has come yet. */
export function keepLast(last: PanelData | undefined, next: PanelData): PanelData {
  if (next.state !== LoadingState.Loading || next.series.length > 0 || last === undefined) {
    return next;
  }
  return { ...last, state: LoadingState.Loading, request: next.request };
}
