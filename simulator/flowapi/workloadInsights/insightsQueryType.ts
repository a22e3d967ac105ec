/** StartQueryWorkloadInsightsTopContributors: the subnets with the highest values. */
import { type ApiContext, reportsAsOfNow } from '../context/context';
import { optionalInteger } from '../http/input';
import { type QueryType } from '../requests/queryFamily';
import { DEFAULT_LIMIT, LIMIT_RANGE } from '../topContributors/topContributorsQuery';
import { insightRows } from './insightRows';
import { readWorkloadInsightsInput } from './insightsInput';

/** The query type for the top contributors of workload insights. */
export function insightsQueryType(context: ApiContext): QueryType {
  return {
    startOperation: 'StartQueryWorkloadInsightsTopContributors',
    ownerParameter: 'scopeId',
    maxResults: { minimum: 1 },
    check: (scopeId, input) => {
      const query = readWorkloadInsightsInput(context, scopeId, input);
      const limit = optionalInteger(input, 'limit', LIMIT_RANGE) ?? DEFAULT_LIMIT;
      const ingested = reportsAsOfNow(context);
      return {
        ...query,
        compute: () => {
          const reports = ingested.within(query.window).filter(query.matches);
          const items = insightRows(context.cluster, reports, query).slice(0, limit);
          return { items, body: (page) => ({ topContributors: page }) };
        },
      };
    },
  };
}
