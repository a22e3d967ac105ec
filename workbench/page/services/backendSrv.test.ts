import { firstValueFrom, type Observable } from 'rxjs';
import { backendSrv } from './backendSrv';

interface FakeResponse {
  status: number;
  body: string;
}

/** jsdom has no fetch; this one returns the given response and records its arguments. */
function fakeFetch({ status, body }: FakeResponse) {
  const fetch = jest.fn(async (_url: string, _init: RequestInit) => ({
    ok: status < 300,
    status,
    statusText: 'text',
    text: async () => body,
  }));
  Object.assign(globalThis, { fetch });
  return fetch;
}

const failure = (observable: Observable<unknown>) =>
  firstValueFrom(observable).then(undefined, (error: unknown) => error);

it("sends JSON to an address below the page's base URL and reads JSON", async () => {
  const fetch = fakeFetch({ status: 200, body: '{"b":2}' });
  const response = await firstValueFrom(
    backendSrv.fetch({ url: '/api/x', method: 'POST', data: { a: 1 }, params: { q: 'y z' } })
  );
  expect(response).toMatchObject({ status: 200, data: { b: 2 } });
  const [url, init] = fetch.mock.calls[0] ?? [];
  expect(url).toBe('api/x?q=y%20z');
  expect(init).toMatchObject({ method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json' } });
});

it.each([
  [404, '{"message":"gone"}', { message: 'gone' }],
  [502, '', {}],
  [500, 'plain words', { message: 'plain words' }],
])('throws a fetch error for %d with %s', async (status, body, data) => {
  fakeFetch({ status, body });
  const error = await failure(backendSrv.fetch({ url: '/api/x' }));
  expect(error).toMatchObject({ status, statusText: 'text', data, config: { url: '/api/x' } });
});

it('is cold, and aborts when there are no subscribers', () => {
  const fetch = jest.fn((_url: string, _init: RequestInit) => new Promise(() => undefined));
  Object.assign(globalThis, { fetch });
  const request = backendSrv.fetch({ url: '/api/x' });
  expect(fetch).not.toHaveBeenCalled();
  request.subscribe().unsubscribe();
  expect(fetch.mock.calls[0]?.[1].signal?.aborted).toBe(true);
});

it('cancels a request when the next one has the same ID', () => {
  const fetch = jest.fn((_url: string, _init: RequestInit) => new Promise(() => undefined));
  Object.assign(globalThis, { fetch });
  backendSrv.fetch({ url: '/api/1', requestId: 'same' }).subscribe();
  backendSrv.fetch({ url: '/api/2', requestId: 'other' }).subscribe();
  backendSrv.fetch({ url: '/api/3', requestId: 'same' }).subscribe();
  expect(fetch.mock.calls.map(([, init]) => init.signal?.aborted)).toEqual([true, false, false]);
});
