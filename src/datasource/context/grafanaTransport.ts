import { type BackendSrv } from '@grafana/runtime';
import { catchError, map, type Observable, throwError } from 'rxjs';
import { type FlowApiAnswer, type FlowApiRequest, type FlowApiTransport } from '../../flowapi/transport';
import { toTransportFailure } from './toTransportFailure';

/** Sends requests to the flow API through Grafana's data source proxy, by the routes in plugin.json. */
export function grafanaTransport(backendSrv: BackendSrv, dataSourceUid: string): FlowApiTransport {
  const base = `/api/datasources/proxy/uid/${encodeURIComponent(dataSourceUid)}/flow-api`;
  return ({ method, path, parameters, body }: FlowApiRequest): Observable<FlowApiAnswer> =>
    backendSrv
      .fetch<unknown>({
        url: `${base}${path}`,
        method,
        ...(parameters && Object.keys(parameters).length > 0 && { params: parameters }),
        ...(body !== undefined && { data: body }),
        showErrorAlert: false,
        showSuccessAlert: false,
      })
      .pipe(
        map(({ data, headers }) => ({ body: data, ...serverTime(headers) })),
        catchError((failure: unknown) => throwError(() => toTransportFailure(failure)))
      );
}

function serverTime(headers: Headers | undefined): Pick<FlowApiAnswer, 'serverTimeMs'> {
  const serverTimeMs = Date.parse(headers?.get('date') ?? '');
  return Number.isNaN(serverTimeMs) ? {} : { serverTimeMs };
}
