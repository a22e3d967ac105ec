import {
  type DataQueryError,
  type DataQueryRequest,
  type DataSourceApi,
  LoadingState,
  type PanelData,
} from '@grafana/data';
import { isFetchError } from '@grafana/runtime';
import { catchError, defer, from, map, merge, type Observable, of, scan, share, takeUntil, tap, timer } from 'rxjs';
import { addPacket, type Packets, toPanelData } from './packets';

/** A response within this time does not show a loading bar, in ms. */
const LOADING_DELAY_MS = 200;

/**
 * Runs a request as Grafana's runRequest does: packets accumulate by key, errors become a state, and a delay is shown
 * as Loading. All results have the given request itself, so that panels recognize it; its end time is that of the last
 * packet.
 */
export function runRequest(
  dataSource: DataSourceApi,
  request: DataQueryRequest,
  query: DataSourceApi['query'] = (sent) => dataSource.query(sent)
): Observable<PanelData> {
  const idle: PanelData = { state: LoadingState.Loading, series: [], request, timeRange: request.range };
  if (request.targets.length === 0) {
    return of({ ...idle, state: LoadingState.Done });
  }
  return defer(() => {
    let latest = idle;
    const answers = defer(() => from(query(request))).pipe(
      scan(
        (seen, packet) => {
          const packets = addPacket(seen.packets, packet);
          return { packets, data: toPanelData(packets, packet, request) };
        },
        { packets: new Map() as Packets, data: idle }
      ),
      map(({ data }) => (latest = data)),
      tap(() => (request.endTime = Date.now())),
      catchError((error: unknown) => of({ ...latest, ...asErrorState(error) })),
      share()
    );
    const loading = timer(LOADING_DELAY_MS).pipe(
      map(() => idle),
      takeUntil(answers)
    );
    return merge(loading, answers);
  });
}

function asErrorState(thrown: unknown): Partial<PanelData> {
  const error = toQueryError(thrown);
  return { state: LoadingState.Error, error, errors: [error] };
}

/** Keeps what a data source threw, and makes sure that it has a message. */
function toQueryError(thrown: unknown): DataQueryError {
  if (isFetchError(thrown)) {
    const { status, statusText, data } = thrown;
    return { status, statusText, data, message: data?.message ?? data?.error ?? statusText ?? 'Query error' };
  }
  if (thrown instanceof Error) {
    return { message: thrown.message };
  }
  return typeof thrown === 'object' && thrown !== null
    ? { message: 'Query error', ...thrown }
    : { message: String(thrown) };
}
