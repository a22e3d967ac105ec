import { type Observable } from 'rxjs';
import { type FlowApiClient } from './client';
import { requiredList, requiredText } from './decode';
import { MONITOR_LIST } from './messages';
import { wholeList } from './pages';
import { type WireMonitorSummary } from './wire';

/** All monitors that the API lists, in its order. Errors with a FlowApiError. */
export function listMonitors(client: FlowApiClient): Observable<WireMonitorSummary[]> {
  return wholeList(client, {
    subject: MONITOR_LIST,
    path: '/monitors',
    itemsOf: (page) =>
      requiredList(page, 'monitors', MONITOR_LIST).map((monitor) => ({
        monitorArn: requiredText(monitor, 'monitorArn', MONITOR_LIST),
        monitorName: requiredText(monitor, 'monitorName', MONITOR_LIST),
        monitorStatus: requiredText(monitor, 'monitorStatus', MONITOR_LIST),
      })),
  });
}
