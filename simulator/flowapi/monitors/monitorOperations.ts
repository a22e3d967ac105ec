/** ListMonitors and GetMonitor. */
import { type WireMonitor, type WireMonitorList, type WireMonitorSummary } from '../../../src/flowapi/wire';
import { notFoundError } from '../model/apiError';
import { type ApiContext } from '../context/context';
import { checkEnum, type OperationRequest, pathParameter } from '../http/input';
import { resourcePage } from '../requests/resourcePage';
import { monitorsOf } from './monitorCatalog';

/** The statuses of monitors in the model. */
export const MONITOR_STATUSES = ['PENDING', 'ACTIVE', 'INACTIVE', 'ERROR', 'DELETING'];

/** The monitor with a name. Throws a ResourceNotFoundException. */
export function findMonitor({ cluster, settings }: ApiContext, name: string): WireMonitor {
  const monitor = monitorsOf(cluster, settings.current).find(({ monitorName }) => monitorName === name);
  if (!monitor) {
    throw notFoundError(`Monitor ${name}`);
  }
  return monitor;
}

/** GetMonitor. */
export function getMonitor(context: ApiContext, request: OperationRequest): WireMonitor {
  return findMonitor(context, pathParameter(request, 'monitorName'));
}

/** ListMonitors, with an optional filter by status. */
export function listMonitors(context: ApiContext, request: OperationRequest): WireMonitorList {
  const status = request.query.get('monitorStatus');
  if (status !== null) {
    checkEnum('monitorStatus', status, MONITOR_STATUSES);
  }
  const chosen = monitorsOf(context.cluster, context.settings.current).filter(
    ({ monitorStatus }) => status === null || monitorStatus === status
  );
  const { items, ...rest } = resourcePage(context, request, {
    listId: `monitors ${status}`,
    list: chosen.map(summary),
  });
  return { monitors: items, ...rest };
}

function summary({ monitorArn, monitorName, monitorStatus }: WireMonitor): WireMonitorSummary {
  return { monitorArn, monitorName, monitorStatus };
}
