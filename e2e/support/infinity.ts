import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { type BackendSrv } from '@grafana/runtime';
import { type IncomingMessage } from 'node:http';
import { from, switchMap } from 'rxjs';
import { fromFetch } from 'rxjs/fetch';
import { type AccessKey } from '../../simulator/flowapi/model/options';
import { listen } from '../../simulator/server/listen';

/** The settings of an Infinity data source with AWS authentication. */
export interface InfinitySettings {
  accessKey: AccessKey;
  region: string;
  /** The time of the signatures, in ms since the Unix epoch. */
  nowMs(): number;
  allowedUrl: string;
  /** "Ignore status code check" */
  ignoresStatus: boolean;
  /** "Allow dangerous HTTP methods" */
  allowsAllMethods: boolean;
}

interface InfinityQuery {
  url: string;
  url_options: { method: string; params: Array<{ key: string; value: string }>; data?: string };
}

interface Outcome {
  data?: unknown;
  responseCodeFromServer: number;
  error?: string;
}

/**
 * Serves Grafana's query API with an Infinity data source. Infinity exists neither in npm nor in Debian, so this does what its
 * version 3.11 does (pkg/infinity/client.go, request.go, and remote.go). Its own code was compared with it.
 */
export function serveInfinity(settings: () => InfinitySettings) {
  return listen(
    (request, response) =>
      void textOf(request).then(async (text) => {
        const { queries } = JSON.parse(text);
        const { error, ...custom } = await requested(queries[0], settings());
        const frames = [{ schema: { name: 'A', meta: { custom } }, data: { values: [] } }];
        const failure = error && { error: `error while performing the infinity query. ${error}` };
        response.writeHead(failure ? 400 : 200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ results: { A: { ...failure, status: failure ? 500 : 200, frames } } }));
      }),
    '127.0.0.1',
    0
  );
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

async function requested({ url: text, url_options }: InfinityQuery, settings: InfinitySettings): Promise<Outcome> {
  const { method, params, data } = url_options;
  const url = new URL(text);
  params.forEach(({ key, value }) => url.searchParams.append(key, value));
  if (method === 'DELETE' && !settings.allowsAllMethods) {
    return {
      responseCodeFromServer: 500,
      error: 'error preparing request. only GET and POST HTTP methods are allowed',
    };
  }
  if (!url.href.startsWith(settings.allowedUrl)) {
    return { responseCodeFromServer: 401, error: 'requested URL not allowed' };
  }
  const body = method === 'GET' ? undefined : (data ?? '');
  const response = await fetch(url, { method, body, headers: await signed(url, method, body, settings) }).catch(
    () => undefined
  );
  if (response === undefined) {
    return { responseCodeFromServer: 500, error: `error getting response from url ${text}. no response received` };
  }
  const { status } = response;
  return status >= 400 && !settings.ignoresStatus
    ? { responseCodeFromServer: status, error: `unsuccessful HTTP response code\nstatus code : ${status}` }
    : { responseCodeFromServer: status, data: await response.json() };
}

async function signed(
  url: URL,
  method: string,
  body: string | undefined,
  { accessKey, region, nowMs }: InfinitySettings
): Promise<Record<string, string>> {
  const signer = new SignatureV4({ service: 'networkflowmonitor', region, credentials: accessKey, sha256: Sha256 });
  const request = {
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { host: url.host },
    body,
  };
  const { host: _, ...headers } = (await signer.sign(request, { signingDate: new Date(nowMs()) })).headers;
  return headers;
}

/** Grafana's client, for requests to another server. It fails with the parsed response, as Grafana's does. */
export function backendSrvFor(baseUrl: string): BackendSrv {
  const fetchResponse = ({ url, method, data }: { url: string; method: string; data: unknown }) =>
    fromFetch(`${baseUrl}${url}`, { method, body: JSON.stringify(data) }).pipe(
      switchMap((response) =>
        from(
          response.json().then((parsed: unknown) => {
            const result = { status: response.status, statusText: response.statusText, data: parsed, config: { url } };
            return response.ok ? result : Promise.reject(result);
          })
        )
      )
    );
  return { fetch: fetchResponse } as unknown as BackendSrv;
}
