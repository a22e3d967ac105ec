import { catchError, EMPTY, expand, map, type Observable, reduce, throwError } from 'rxjs';
import { requiredList, requiredText } from './decode';
import { toFlowApiError } from './errors';
import { type Pacing, retryWhenBusy } from './pacing';
import { type FlowApiTransport } from './transport';
import { type WireMonitorSummary } from './wire';

/** All monitors that the API lists, in its order. Errors with a FlowApiError. */
export function listMonitors(transport: FlowApiTransport, pacing: Pacing): Observable<WireMonitorSummary[]> {
  const subject = 'List of monitors';
  const page = (nextToken?: string) =>
    transport({ method: 'GET', path: '/monitors', parameters: nextToken ? { nextToken } : {} }).pipe(
      retryWhenBusy(pacing),
      map((answer) => ({
        monitors: requiredList(answer, 'monitors', subject).map((monitor) => ({
          monitorArn: requiredText(monitor, 'monitorArn', subject),
          monitorName: requiredText(monitor, 'monitorName', subject),
          monitorStatus: requiredText(monitor, 'monitorStatus', subject),
        })),
        nextToken: nextTokenOf(answer),
      }))
    );
  return page().pipe(
    expand(({ nextToken }) => (nextToken ? page(nextToken) : EMPTY)),
    reduce<{ monitors: WireMonitorSummary[] }, WireMonitorSummary[]>((all, { monitors }) => [...all, ...monitors], []),
    catchError((failure: unknown) => throwError(() => toFlowApiError(failure, subject)))
  );
}

function nextTokenOf(answer: unknown): string | undefined {
  const token: unknown = (answer as { nextToken?: unknown }).nextToken;
  return typeof token === 'string' && token !== '' ? token : undefined;
}
