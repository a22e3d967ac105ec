/** @jest-environment node */
import { type RequestListener } from 'node:http';
import { listen } from '../../../simulator/server/listen';
import { prometheusApi } from './prometheusApi';

async function asking(answer: RequestListener, ask: (url: string) => Promise<unknown>): Promise<unknown> {
  const server = await listen(answer, '127.0.0.1', 0);
  const result = await ask(server.url).catch((error: unknown) => error);
  await server.close();
  return result;
}

const refusing =
  (status: number, body: string): RequestListener =>
  (_, response) =>
    response.writeHead(status).end(body);

it('sends the token, and the expression with its time', async () => {
  const seen: unknown[] = [];
  const answer: RequestListener = (request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      seen.push(request.url, request.headers.authorization, body);
      response.end('{"status":"success","data":{"resultType":"scalar","result":[1,"2.5"]}}');
    });
  };
  expect(await asking(answer, (url) => prometheusApi(`${url}/`, 'secret')('1 + 1', 60_000))).toEqual([
    { labels: {}, value: 2.5 },
  ]);
  expect(seen).toEqual(['/api/v1/query', 'Bearer secret', 'query=1+%2B+1&time=60']);
});

it.each([
  [
    'a missing token',
    refusing(401, 'Unauthorized'),
    /responded with status 401: Unauthorized/,
    /the environment variable PROMETHEUS_TOKEN/,
  ],
  [
    'an expression that takes too long',
    refusing(503, '{"status":"error","errorType":"timeout","error":"query timed out in expression evaluation"}'),
    /503: query timed out in expression evaluation/,
    /the address is that of the API/,
  ],
  ['a page that is not Prometheus', refusing(200, '<html>'), /status 200: <html>/, /without \/api\/v1/],
])('says what to do about %s', async (_, answer, what, remedy) => {
  expect(await asking(answer, (url) => prometheusApi(url)('up'))).toMatchObject({
    message: expect.stringMatching(what),
    remedy: expect.stringMatching(remedy),
  });
});

it('says why Prometheus does not respond', async () => {
  const server = await listen(() => undefined, '127.0.0.1', 0);
  await server.close();
  await expect(prometheusApi(server.url)('up')).rejects.toThrow(/does not respond: .*ECONNREFUSED/);
});
