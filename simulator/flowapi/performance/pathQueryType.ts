/** StartQueryPerformanceMonitor: the top paths of a performance monitor. */
import { type FlowReport } from '../../world/flowReports';
import { ec2Arn } from '../model/arns';
import { type ApiContext, reportsAsOfNow } from '../context/context';
import { gridCells } from '../requests/fiveMinuteGrid';
import { enumMember, type JsonObject, optionalInteger } from '../http/input';
import { type CheckedQuery, type QueryType } from '../requests/queryFamily';
import { readTimeWindow } from '../http/timeWindow';
import { DEFAULT_LIMIT, LIMIT_RANGE } from '../topContributors/topContributorsQuery';
import { performancePaths } from './performancePaths';
import { PATH_COLUMNS } from './pathColumns';
import { readPathFilter } from './pathFilter';
import { findPerformanceMonitor } from './performanceMonitors';

const FIELDS = PATH_COLUMNS.map(({ name, type }) => ({ name, type }));

/** The query type for the paths of a performance monitor. */
export function pathQueryType(context: ApiContext): QueryType {
  return {
    startOperation: 'StartQueryPerformanceMonitor',
    ownerParameter: 'monitorName',
    maxResults: { minimum: 1, maximum: 500 },
    check: (monitorName, input) => checkQuery(context, monitorName, input),
  };
}

function checkQuery(context: ApiContext, monitorName: string, input: JsonObject): CheckedQuery {
  enumMember(input, 'queryType', ['TOP_PATHS']);
  const isWatched = watchedBy(context, monitorName);
  const filter = readPathFilter(input);
  const limit = optionalInteger(input, 'limit', LIMIT_RANGE) ?? DEFAULT_LIMIT;
  const window = readTimeWindow(input, context.clock.nowMs());
  const ingested = reportsAsOfNow(context);
  return {
    compute: () => {
      const cells = gridCells(window, ingested.untilMs).map((cell) => ingested.within(cell.window).filter(isWatched));
      const paths = performancePaths(cells).filter(filter).slice(0, limit);
      const items = paths.map((path) => PATH_COLUMNS.map(({ cell }) => cell(path)));
      return { items, body: (page) => ({ fields: FIELDS, data: page }) };
    },
  };
}

/** Whether a report belongs to the monitor. A monitor that is not active has no paths. */
function watchedBy({ cluster }: ApiContext, monitorName: string): (report: FlowReport) => boolean {
  const { monitorStatus, targets } = findPerformanceMonitor(cluster, monitorName);
  const targetArns = targets.map(({ identifier }) => identifier);
  return ({ local }) =>
    monitorStatus === 'ACTIVE' && targetArns.includes(ec2Arn(cluster, 'vpc', local.vpcId ?? '', local.region));
}
