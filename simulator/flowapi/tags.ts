/** ListTagsForResource, for every resource that the simulated account has. */
import { notFoundError } from './model/apiError';
import { scopeArn } from './model/arns';
import { type ApiContext } from './context/context';
import { type OperationRequest, pathParameter } from './http/input';
import { monitorsOf } from './monitors/monitorCatalog';
import { isKnownTo, OPERATIONS } from './model/operations';
import { performanceMonitorsOf } from './performance/performanceMonitors';
import { SCOPE_TAGS } from './scopes/scopeOperations';

/** The tags of the resource with an ARN. Throws a ResourceNotFoundException. */
export function listTagsForResource(context: ApiContext, request: OperationRequest) {
  const arn = pathParameter(request, 'resourceArn');
  const tags = tagsByArn(context).get(arn);
  if (!tags) {
    throw notFoundError(`Resource ${arn}`);
  }
  return { tags };
}

function tagsByArn({ cluster, settings }: ApiContext): Map<string, Record<string, string>> {
  const { apiGeneration } = settings.current;
  const paths = isKnownTo(apiGeneration, OPERATIONS.GetPerformanceMonitor) ? performanceMonitorsOf(cluster) : [];
  return new Map([
    [scopeArn(cluster), SCOPE_TAGS],
    ...[...monitorsOf(cluster, settings.current), ...paths].map(
      ({ monitorArn, tags = {} }): [string, Record<string, string>] => [monitorArn, tags]
    ),
  ]);
}
