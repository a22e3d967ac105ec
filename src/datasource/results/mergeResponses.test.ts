import { type DataQueryResponse, LoadingState } from '@grafana/data';
import { Subject } from 'rxjs';
import { mergeResponses } from './mergeResponses';

describe('mergeResponses', () => {
  it('is done when the last query is done', () => {
    const flows = new Subject<DataQueryResponse>();
    const metric = new Subject<DataQueryResponse>();
    const states: unknown[] = [];
    mergeResponses([flows, metric]).subscribe(({ key, state }) => states.push([key, state]));
    flows.next({ key: 'A', data: [], state: LoadingState.Loading });
    metric.next({ key: 'B', data: [], state: LoadingState.Done });
    flows.next({ key: 'A', data: [], state: LoadingState.Done });
    expect(states).toEqual([
      ['A', LoadingState.Loading],
      ['B', LoadingState.Loading],
      ['A', LoadingState.Done],
    ]);
  });

  it('passes on errors at once, and is done with a single query', () => {
    const flows = new Subject<DataQueryResponse>();
    const metric = new Subject<DataQueryResponse>();
    const states: unknown[] = [];
    mergeResponses([flows, metric]).subscribe(({ state }) => states.push(state));
    metric.next({ data: [], state: LoadingState.Error });
    flows.next({ data: [] });
    expect(states).toEqual([LoadingState.Error, undefined]);
  });
});
