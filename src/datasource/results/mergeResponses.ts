import { type DataQueryResponse, LoadingState } from '@grafana/data';
import { map, merge, type Observable } from 'rxjs';

/**
 * Merges the responses to the queries of one panel. Grafana uses the state of the last response as the panel's state, so no
 * response is done before the last query is done.
 */
export function mergeResponses(answers: ReadonlyArray<Observable<DataQueryResponse>>): Observable<DataQueryResponse> {
  const pending = new Set(answers.keys());
  const tracked = answers.map((answer, index) =>
    answer.pipe(
      map((response) => {
        if (isStillLoading(response)) {
          pending.add(index);
          return response;
        }
        pending.delete(index);
        const isDone = response.state === undefined || response.state === LoadingState.Done;
        return isDone && pending.size > 0 ? { ...response, state: LoadingState.Loading } : response;
      })
    )
  );
  return merge(...tracked);
}

function isStillLoading({ state }: DataQueryResponse): boolean {
  return state === LoadingState.Loading || state === LoadingState.Streaming;
}
