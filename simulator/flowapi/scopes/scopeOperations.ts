/** ListScopes and GetScope: one scope per account and Region, here of the cluster's account alone. */
import { type ClusterFacts } from '../../world/clusterFacts';
import { notFoundError } from '../model/apiError';
import { scopeArn } from '../model/arns';
import { type ApiContext } from '../context/context';
import { type OperationRequest, pathParameter } from '../http/input';
import { resourcePage } from '../requests/resourcePage';

export const SCOPE_TAGS = { team: 'platform' };

function scopeSummary(cluster: ClusterFacts) {
  return { scopeId: cluster.scopeId, status: 'SUCCEEDED', scopeArn: scopeArn(cluster) };
}

export function checkScope(cluster: ClusterFacts, scopeId: string): void {
  if (scopeId !== cluster.scopeId) {
    throw notFoundError(`Scope ${scopeId}`);
  }
}

export function listScopes(context: ApiContext, request: OperationRequest) {
  const list = [scopeSummary(context.cluster)];
  const { items, ...rest } = resourcePage(context, request, { listId: 'scopes', list });
  return { scopes: items, ...rest };
}

export function getScope({ cluster }: ApiContext, request: OperationRequest) {
  checkScope(cluster, pathParameter(request, 'scopeId'));
  const targetIdentifier = { targetId: { accountId: cluster.accountId }, targetType: 'ACCOUNT' };
  return {
    ...scopeSummary(cluster),
    targets: [{ targetIdentifier, region: cluster.region }],
    tags: SCOPE_TAGS,
  };
}
