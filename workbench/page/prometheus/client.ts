import { getBackendSrv } from '@grafana/runtime';
import { map, type Observable } from 'rxjs';
import { type PromAnswer } from './types';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** Sends a POST request to an endpoint of Prometheus' HTTP API below `baseUrl`. Unsubscribing aborts it. */
export function post<T>(baseUrl: string, endpoint: string, params: Record<string, string>): Observable<PromAnswer<T>> {
  const data = new URLSearchParams(params).toString();
  return getBackendSrv()
    .fetch<PromAnswer<T>>({
      url: `${baseUrl}/api/v1/${endpoint}`,
      method: 'POST',
      data,
      headers: FORM,
      showErrorAlert: false,
    })
    .pipe(map((response) => response.data));
}

/** Sends a GET request to an endpoint; parameters without a value are omitted. */
export function get<T>(
  baseUrl: string,
  endpoint: string,
  params: Record<string, string | undefined>
): Observable<PromAnswer<T>> {
  const given = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
  return getBackendSrv()
    .fetch<PromAnswer<T>>({ url: `${baseUrl}/api/v1/${endpoint}`, method: 'GET', params: given, showErrorAlert: false })
    .pipe(map((response) => response.data));
}
