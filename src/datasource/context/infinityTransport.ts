import { type BackendSrv, isFetchError } from '@grafana/runtime';
import { catchError, map, type Observable, of, throwError } from 'rxjs';
import { INFINITY_ID } from '../../common/pluginIds';
import {
  type FlowApiAnswer,
  type FlowApiRequest,
  type FlowApiTransport,
  TransportFailure,
} from '../../flowapi/transport';
import { INFINITY_HIDES_REASON } from '../messages';
import { displayable, MAX_MESSAGE_LENGTH } from '../../core/displayable';
import { errorText } from './errorText';
import { toTransportFailure } from './toTransportFailure';

interface Infinity {
  /** The UID of the Infinity data source. */
  uid: string;
  /** The URL of the flow API, which the Infinity data source must allow. */
  apiUrl: string;
}

/**
 * Sends requests to the flow API through an Infinity data source, whose backend signs them with AWS credentials. The parser
 * "simple" returns the response of the API as it is, next to a frame without fields.
 *
 * https://github.com/grafana/grafana-infinity-datasource, version 3.11: pkg/models/query.go, pkg/infinity/meta.go
 */
export function infinityTransport(backendSrv: BackendSrv, infinity: Infinity): FlowApiTransport {
  return (request): Observable<FlowApiAnswer> =>
    backendSrv
      .fetch<unknown>({
        url: '/api/ds/query',
        method: 'POST',
        data: { from: 'now-1m', to: 'now', queries: [queryFor(request, infinity)] },
        showErrorAlert: false,
        showSuccessAlert: false,
      })
      .pipe(
        map(({ data }) => data),
        // Grafana responds with 400 if the query failed, and with the same content.
        catchError((failure: unknown) =>
          isFetchError(failure) && resultIn(failure.data)
            ? of(failure.data)
            : throwError(() => failureOfGrafana(failure))
        ),
        map((response) => answerIn(response))
      );
}

/** Grafana responds with 404 if it does not have the data source or its plugin. A 404 of the API is part of a result. */
function failureOfGrafana(failure: unknown): TransportFailure {
  const known = toTransportFailure(failure);
  return known.status === 404 ? new TransportFailure(404, known.message, 'infinity-missing') : known;
}

function queryFor({ method, path, parameters = {}, body }: FlowApiRequest, { uid, apiUrl }: Infinity): object {
  return {
    refId: REF_ID,
    datasource: { type: INFINITY_ID, uid },
    type: 'json',
    source: 'url',
    parser: 'simple',
    format: 'table',
    url: `${apiUrl}${path}`,
    url_options: {
      method,
      params: Object.entries(parameters).map(([key, value]) => ({ key, value })),
      ...(body !== undefined && {
        body_type: 'raw',
        body_content_type: 'application/json',
        data: JSON.stringify(body),
      }),
    },
    root_selector: '',
    columns: [],
    filters: [],
  };
}

const REF_ID = 'A';

/** What Infinity reports about a request. */
interface Result {
  error?: string;
  frames?: Array<{ schema?: { meta?: { custom?: { data?: unknown; responseCodeFromServer?: number } } } }>;
}

function resultIn(response: unknown): Result | undefined {
  return (response as { results?: Record<string, Result> } | undefined)?.results?.[REF_ID];
}

function answerIn(response: unknown): FlowApiAnswer {
  const { error, frames } = resultIn(response) ?? {};
  const { data, responseCodeFromServer: status = 0 } = frames?.[0]?.schema?.meta?.custom ?? {};
  if (error === undefined && status >= 200 && status < 300) {
    return { body: data };
  }
  throw isOfApi(status, error)
    ? new TransportFailure(status, errorText(data) || reasonIn(error))
    : new TransportFailure(undefined, reasonIn(error), 'infinity-failed');
}

/** Infinity also reports a status for requests that it did not send, or that got no response. */
function isOfApi(status: number, error: string | undefined): boolean {
  return status > 0 && (error === undefined || WITHOUT_CONTENT.test(error));
}

/** The error of Infinity unless its setting "Ignore status code check" is on. It does not contain the response. */
const WITHOUT_CONTENT = /unsuccessful HTTP response code/;

function reasonIn(error = ''): string {
  return WITHOUT_CONTENT.test(error)
    ? INFINITY_HIDES_REASON
    : displayable(error.replace(/^error while performing the infinity query\. /, ''), MAX_MESSAGE_LENGTH);
}
