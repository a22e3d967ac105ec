import { type Observable } from 'rxjs';
import { type FlowApiClient } from './client';
import { requiredList, requiredText } from './decode';
import { wholeList } from './pages';
import { type WireMonitorSummary } from './wire';

const SUBJECT = 'List of monitors';

/** All monitors that the API lists, in its order. Errors with a FlowApiError. */
export function listMonitors(client: FlowApiClient): Observable<WireMonitorSummary[]> {
  return wholeList(client, {
    subject: SUBJECT,
    path: '/monitors',
    itemsOf: (page) =>
      requiredList(page, 'monitors', SUBJECT).map((monitor) => ({
        monitorArn: requiredText(monitor, 'monitorArn', SUBJECT),
        monitorName: requiredText(monitor, 'monitorName', SUBJECT),
        monitorStatus: requiredText(monitor, 'monitorStatus', SUBJECT),
      })),
  });
}
