import { type BackendSrv, type BackendSrvRequest, type FetchResponse } from '@grafana/runtime';
import { defer, filter, lastValueFrom, Observable, Subject, takeUntil, throwError } from 'rxjs';
import { connectionError, fetchError } from './fetchError';
import { readBody, requestInit, requestUrl } from './fetchRequest';

/** Emits the id of each request that starts: a running one with the same id gives way. */
const started = new Subject<string>();

/** Grafana's HTTP service on the browser's fetch: cold, and aborted when nobody listens any more. */
function fetchObservable<T>(config: BackendSrvRequest): Observable<FetchResponse<T>> {
  const response$ = abortable<T>(config);
  const { requestId } = config;
  if (requestId === undefined) {
    return response$;
  }
  return defer(() => {
    started.next(requestId);
    return response$.pipe(takeUntil(started.pipe(filter((id) => id === requestId))));
  });
}

function abortable<T>(config: BackendSrvRequest): Observable<FetchResponse<T>> {
  return new Observable((subscriber) => {
    const controller = new AbortController();
    config.abortSignal?.addEventListener('abort', () => controller.abort());
    send<T>(config, controller.signal).then(
      (response) => {
        subscriber.next(response);
        subscriber.complete();
      },
      (error: unknown) => subscriber.error(error)
    );
    return () => controller.abort();
  });
}

async function send<T>(config: BackendSrvRequest, signal: AbortSignal): Promise<FetchResponse<T>> {
  const response = await fetch(requestUrl(config), requestInit(config, signal)).catch((error: unknown) => {
    throw connectionError(config, error);
  });
  const { ok, status, statusText, headers, redirected, type, url } = response;
  const body = await readBody(response, config.responseType);
  if (!ok) {
    throw fetchError(config, status, statusText, body);
  }
  // The caller names the shape it expects, as with Grafana's own service.
  return { ok, status, statusText, headers, redirected, type, url, config, data: body as T };
}

function request<T>(config: BackendSrvRequest): Promise<T> {
  return lastValueFrom(fetchObservable<T>(config)).then((response) => response.data);
}

export const backendSrv: BackendSrv = {
  fetch: fetchObservable,
  request,
  datasourceRequest: (config) => lastValueFrom(fetchObservable(config)),
  get: (url, params, requestId, options) => request({ ...options, method: 'GET', url, params, requestId }),
  delete: (url, data, options) => request({ ...options, method: 'DELETE', url, data }),
  post: (url, data, options) => request({ ...options, method: 'POST', url, data }),
  patch: (url, data, options) => request({ ...options, method: 'PATCH', url, data }),
  put: (url, data, options) => request({ ...options, method: 'PUT', url, data }),
  chunked: () => throwError(() => new Error('The workbench has no chunked requests.')),
};
