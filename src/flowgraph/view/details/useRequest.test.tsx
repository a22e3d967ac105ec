import { act, renderHook } from '@testing-library/react';
import { Subject } from 'rxjs';
import { type RequestState, useRequest } from './useRequest';

it('keeps what is known until it is known anew, and ends what nobody waits for', () => {
  const [first, second] = [new Subject<number>(), new Subject<number>()];
  const { result, rerender, unmount } = renderHook(({ question }) => useRequest(question), {
    initialProps: { question: first as Subject<number> | undefined },
  });
  const is = (expected: RequestState<number> | undefined) => expect(result.current).toEqual(expected);
  is({ state: 'asking' });
  act(() => first.next(1));
  is({ state: 'answered', answer: 1 });
  rerender({ question: second });
  expect(first.observed).toBe(false);
  is({ state: 'answered', answer: 1 });
  act(() => second.error(new Error('Prometheus is down.')));
  is({ state: 'failed', problem: 'Prometheus is down.' });
  rerender({ question: undefined });
  is(undefined);
  unmount();
});
