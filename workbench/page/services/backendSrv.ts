import { type BackendSrv, type BackendSrvRequest, type FetchResponse } from '@grafana/runtime';
import { defer, filter, lastValueFrom, Observable, Subject, takeUntil, throwError } from 'rxjs';
import { connectionError, fetchError } from './fetchError';
import { readBody, requestInit, requestUrl } from './fetchRequest';

/** Emits the ID of each request that starts: a running request with the same ID is canceled. */
const started = new Subject<string>();

/** A request with the browser's fetch: cold, and aborted when there are no more subscribers. */
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
  // The caller states the expected type, as with Grafana's own service.
  return { ok, status, statusText, headers, redirected, type, url, config, data: body as T };
}

function request<T>(config: BackendSrvRequest): Promise<T> {
  return lastValueFrom(fetchObservable<T>(config)).then((response) => response.data);
}

/** Grafana's HTTP service on top of the browser's fetch. */
export const backendSrv: BackendSrv = {
  fetch: fetchObservable,
  request,
  datasourceRequest: (config) => lastValueFrom(fetchObservable(config)),
  get: (url, params, requestId, options) => request({ ...options, method: 'GET', url, params, requestId }),
  delete: (url, data, options) => request({ ...options, method: 'DELETE', url, data }),
  post: (url, data, options) => request({ ...options, method: 'POST', url, data }),
  patch: (url, data, options) => request({ ...options, method: 'PATCH', url, data }),
  put: (url, data, options) => request({ ...options, method: 'PUT', url, data }),
  chunked: () => throwError(() => new Error('The workbench does not support chunked requests.')),
};
