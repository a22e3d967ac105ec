import { act, renderHook } from '@testing-library/react';
import { Subject } from 'rxjs';
import { type RequestState, useRequest } from './useRequest';

it('keeps the previous result until there is a new one, and cancels requests that are no longer needed', () => {
  const [first, second] = [new Subject<number>(), new Subject<number>()];
  const { result, rerender, unmount } = renderHook(({ request }) => useRequest(request), {
    initialProps: { request: first as Subject<number> | undefined },
  });
  const is = (expected: RequestState<number> | undefined) => expect(result.current).toEqual(expected);
  is({ state: 'loading' });
  act(() => first.next(1));
  is({ state: 'done', result: 1 });
  rerender({ request: second });
  expect(first.observed).toBe(false);
  is({ state: 'done', result: 1 });
  act(() => second.error(new Error('Prometheus is down.')));
  is({ state: 'failed', problem: 'Prometheus is down.' });
  rerender({ request: undefined });
  is(undefined);
  unmount();
});
