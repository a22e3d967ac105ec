/**
 * ListScopes and GetScope: there is one scope per account and Region, and here it contains only the cluster's account.
 */
import { type ClusterFacts } from '../../world/clusterFacts';
import { notFoundError } from '../model/apiError';
import { scopeArn } from '../model/arns';
import { type ApiContext } from '../context/context';
import { type OperationRequest, pathParameter } from '../http/input';
import { resourcePage } from '../requests/resourcePage';

/** The tags of the scope. */
export const SCOPE_TAGS = { team: 'platform' };

function scopeSummary(cluster: ClusterFacts) {
  return { scopeId: cluster.scopeId, status: 'SUCCEEDED', scopeArn: scopeArn(cluster) };
}

/** Throws a ResourceNotFoundException for any ID but that of the account's scope. */
export function checkScope(cluster: ClusterFacts, scopeId: string): void {
  if (scopeId !== cluster.scopeId) {
    throw notFoundError(`Scope ${scopeId}`);
  }
}

/** ListScopes. */
export function listScopes(context: ApiContext, request: OperationRequest) {
  const list = [scopeSummary(context.cluster)];
  const { items, ...rest } = resourcePage(context, request, { listId: 'scopes', list });
  return { scopes: items, ...rest };
}

/** GetScope. */
export function getScope({ cluster }: ApiContext, request: OperationRequest) {
  checkScope(cluster, pathParameter(request, 'scopeId'));
  const targetIdentifier = { targetId: { accountId: cluster.accountId }, targetType: 'ACCOUNT' };
  return {
    ...scopeSummary(cluster),
    targets: [{ targetIdentifier, region: cluster.region }],
    tags: SCOPE_TAGS,
  };
}
