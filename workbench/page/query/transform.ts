import { type DataTransformerConfig, type PanelData, transformDataFrame } from '@grafana/data';
import { map, type Observable, of } from 'rxjs';

/** Applies a panel's transformations to each result. */
export function transformSeries(
  data: PanelData,
  transformations: DataTransformerConfig[],
  interpolate: (text: string) => string
): Observable<PanelData> {
  const active = transformations.filter(({ disabled }) => disabled !== true);
  if (active.length === 0 || data.series.length === 0) {
    return of(data);
  }
  return transformDataFrame(active, data.series, { interpolate }).pipe(map((series) => ({ ...data, series })));
}
