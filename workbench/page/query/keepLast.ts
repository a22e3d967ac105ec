import { LoadingState, type PanelData } from '@grafana/data';

/** Keeps the previous data while new data are loading and none have arrived yet. */
export function keepLast(last: PanelData | undefined, next: PanelData): PanelData {
  if (next.state !== LoadingState.Loading || next.series.length > 0 || last === undefined) {
    return next;
  }
  return { ...last, state: LoadingState.Loading, request: next.request };
}
