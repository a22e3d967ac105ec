/** GetMonitorScopeSuggestions: accounts whose traffic a monitor sees and whose networks the scope does not cover. */
import { constraintError, notFoundError } from '../model/apiError';
import { type ApiContext } from '../context/context';
import { type OperationRequest } from '../http/input';
import { monitorsOf } from '../monitors/monitorCatalog';
import { resourcePage } from '../requests/resourcePage';

const DAY_SECONDS = 24 * 3600;
const OTHER_ACCOUNTS = [
  { accountId: '210987654321', membership: 'IN_ORG' },
  { accountId: '345678901234', membership: 'NOT_IN_ORG' },
  { accountId: '456789012345', membership: 'UNKNOWN' },
];

/** GetMonitorScopeSuggestions. Only a monitor of the cluster sees other accounts. */
export function getMonitorScopeSuggestions(context: ApiContext, request: OperationRequest) {
  const { cluster, settings } = context;
  const arn = request.query.get('monitorArn');
  if (arn === null) {
    throw constraintError('monitorArn', null, 'Member must not be null');
  }
  const monitor = monitorsOf(cluster, settings.current).find(({ monitorArn }) => monitorArn === arn);
  if (!monitor) {
    throw notFoundError(`Monitor ${arn}`);
  }
  if (monitor.monitorStatus === 'PENDING') {
    return { status: 'PENDING', accountsToAdd: [] };
  }
  const watchesCluster = monitor.localResources.some(({ identifier }) => identifier === cluster.arn);
  const list = watchesCluster ? OTHER_ACCOUNTS.map((account) => ({ ...account, region: cluster.region })) : [];
  const { items, ...rest } = resourcePage(context, request, { listId: `suggestions ${arn}`, list });
  return {
    status: coverage(monitor.monitorStatus, list.length),
    accountsToAdd: items,
    updatedAt: lastMidnightSeconds(context.clock.nowMs()),
    ...rest,
  };
}

/** Coverage is computed once a day here, and not at all for a monitor that is not active. */
function coverage(monitorStatus: string, missingAccounts: number): string {
  if (monitorStatus !== 'ACTIVE') {
    return 'STALE';
  }
  return missingAccounts > 0 ? 'INCOMPLETE' : 'COMPLETE';
}

function lastMidnightSeconds(nowMs: number): number {
  return Math.floor(nowMs / 1000 / DAY_SECONDS) * DAY_SECONDS;
}
