import { type BackendSrvRequest, type FetchResponse, setBackendSrv, setTemplateSrv } from '@grafana/runtime';
import { defer, type Observable, of, throwError } from 'rxjs';
import { backendSrv } from '../services/backendSrv';
import { fetchError } from '../services/fetchError';
import { createTemplateSrv } from '../templating/templateSrv';
import { HOUR } from './request';

/** The responses of a fake server: a status and a body for each request. */
export type Answer = (requests: BackendSrvRequest) => { status: number; body: unknown };

/** Registers services without a server and without variables. Returns the list of requests, which grows. */
export function registerFakeServices(answer: Answer): BackendSrvRequest[] {
  const requests: BackendSrvRequest[] = [];
  const fetch = <T>(config: BackendSrvRequest): Observable<FetchResponse<T>> =>
    defer(() => {
      requests.push(config);
      const { status, body } = answer(config);
      return status < 300
        ? of(response<T>(config, body))
        : throwError(() => fetchError(config, status, 'status text', body));
    });
  setBackendSrv({ ...backendSrv, fetch });
  const interpolation = () => ({ variables: new Map(), timeRange: HOUR, dashboardUid: '', dashboardTitle: '' });
  setTemplateSrv(createTemplateSrv(() => ({ interpolation, variableModels: () => [] })));
  return requests;
}

function response<T>(config: BackendSrvRequest, body: unknown): FetchResponse<T> {
  const facts = { ok: true, status: 200, statusText: 'OK', redirected: false, type: 'basic' as const, url: config.url };
  return { ...facts, headers: new Headers(), config, data: body as T };
}
