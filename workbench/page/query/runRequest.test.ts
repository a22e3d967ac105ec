import { type DataQueryResponse, type DataSourceApi, LoadingState, type PanelData, toDataFrame } from '@grafana/data';
import { Observable, of, Subject, throwError } from 'rxjs';
import { request } from '../testing/request';
import { runRequest } from './runRequest';

// The query function is given in each test; the data source itself is never called.
const unused = {} as DataSourceApi;
const frame = (refId: string, ...values: number[]) => toDataFrame({ refId, fields: [{ name: 'v', values }] });
const refIds = ({ series }: PanelData) => series.map(({ refId, fields }) => `${refId}${fields[0]?.values.join('')}`);

function collect(answers: Observable<DataQueryResponse>) {
  const seen: PanelData[] = [];
  const subscription = runRequest(unused, request(), () => answers).subscribe((data) => seen.push(data));
  return { seen, subscription };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('replaces packets with the same key and accumulates others', () => {
  const answers = new Subject<DataQueryResponse>();
  const { seen } = collect(answers);
  answers.next({ key: 'x', data: [frame('A', 1)], state: LoadingState.Loading });
  answers.next({ key: 'y', data: [frame('B', 2)], state: LoadingState.Loading });
  answers.next({ key: 'x', data: [frame('A', 3)], state: LoadingState.Done });
  expect(seen.map(refIds)).toEqual([['A1'], ['A1', 'B2'], ['A3', 'B2']]);
  expect(seen.map(({ state }) => state)).toEqual([LoadingState.Loading, LoadingState.Loading, LoadingState.Done]);
});

it('returns the same request with every result, by which panels recognize that it is still running', () => {
  jest.setSystemTime(1_000);
  const answers = new Subject<DataQueryResponse>();
  const sent = request();
  const seen: PanelData[] = [];
  runRequest(unused, sent, () => answers).subscribe((data) => seen.push(data));
  jest.advanceTimersByTime(200);
  answers.next({ key: 'x', data: [frame('A', 1)], state: LoadingState.Loading });
  answers.next({ key: 'x', data: [frame('A', 2)] });
  expect(seen.map((data) => data.request === sent)).toEqual([true, true, true]);
  expect(sent.endTime).toBe(1_200);
});

it('uses the refId of the first frame as the key, and Done as the default state', () => {
  const { seen } = collect(of({ data: [frame('A', 1)] }, { data: [frame('B', 2)] }, { data: [frame('A', 4)] }));
  expect(seen.slice(-1).flatMap(refIds)).toEqual(['A4', 'B2']);
  expect(seen.at(-1)?.state).toBe(LoadingState.Done);
});

it('stays in the error state while any packet has an error', () => {
  const error = { message: 'broken' };
  const { seen } = collect(
    of(
      { key: 'x', data: [], error, state: LoadingState.Error },
      { key: 'y', data: [frame('B', 2)], state: LoadingState.Done },
      { key: 'x', data: [frame('A', 1)], state: LoadingState.Done }
    )
  );
  expect(seen.map(({ state }) => state)).toEqual([LoadingState.Error, LoadingState.Error, LoadingState.Done]);
  expect(seen[1]?.errors).toEqual([error]);
  expect(seen[2]?.error).toBeUndefined();
});

it('is Loading if nothing has arrived for 200 ms', () => {
  const answers = new Subject<DataQueryResponse>();
  const { seen } = collect(answers);
  jest.advanceTimersByTime(199);
  expect(seen).toHaveLength(0);
  jest.advanceTimersByTime(1);
  expect(seen.map(({ state }) => state)).toEqual([LoadingState.Loading]);
  answers.next({ data: [frame('A', 1)] });
  expect(seen.at(-1)?.state).toBe(LoadingState.Done);
});

it('is not Loading after a quick response', () => {
  const answers = new Subject<DataQueryResponse>();
  const { seen } = collect(answers);
  answers.next({ data: [frame('A', 1)] });
  jest.advanceTimersByTime(1000);
  expect(seen).toHaveLength(1);
});

it.each([
  [new Error('broken'), 'broken'],
  [{ status: 502, statusText: 'Bad Gateway', data: { message: 'no gateway' }, config: {} }, 'no gateway'],
  ['text', 'text'],
])('turns the thrown %o into an error state', (thrown, message) => {
  const { seen } = collect(throwError(() => thrown));
  expect(seen).toMatchObject([{ state: LoadingState.Error, series: [], error: { message } }]);
});

it('turns an error of the query function itself into an error state', () => {
  const seen: PanelData[] = [];
  const broken = () => {
    throw new Error('at once');
  };
  runRequest(unused, request(), broken).subscribe((data) => seen.push(data));
  expect(seen).toMatchObject([{ state: LoadingState.Error, error: { message: 'at once' } }]);
});

it('stops the data source when there are no subscribers', () => {
  const teardown = jest.fn();
  const { subscription } = collect(new Observable(() => teardown));
  expect(teardown).not.toHaveBeenCalled();
  subscription.unsubscribe();
  expect(teardown).toHaveBeenCalledTimes(1);
});

it('is Done at once without targets', () => {
  const seen: PanelData[] = [];
  runRequest(unused, request({ targets: [] })).subscribe((data) => seen.push(data));
  expect(seen.map(({ state }) => state)).toEqual([LoadingState.Done]);
});
