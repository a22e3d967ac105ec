import {
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  FieldType,
  LoadingState,
} from '@grafana/data';
import { combineLatest, filter, from, map, type Observable } from 'rxjs';
import { type FlowCourse, groupCourses } from '../../core/flow/courses';
import { type Notice } from '../../core/flow/picture';
import { flowsOverTime, isSeriesMetric, type SeriesMetric } from '../../core/promql/flowSeries';
import { type FlowsQuery } from '../../core/query/flowsQuery';
import { coursesToFrames } from '../../frames/coursesFrames';
import { type KnownNames } from '../cluster/clusterKnowledge';
import { failureOf, prometheusFailure } from '../prometheus/failure';
import { type PrometheusQuery } from '../prometheus/prometheusQuery';

/** So many reports of flows are followed over time: more lines than anybody reads, folded to fewer groups. */
const MOST_COURSES = 2_000;

/** Agents report flows this often. */
const REPORT_PERIOD = '30s';

const UNITS: Record<SeriesMetric, string> = { DATA_TRANSFERRED: 'Bps', RETRANSMISSIONS: 'cps', TIMEOUTS: 'cps' };

/** What groups of flows moved or lost per second over time, from the agents' series in Prometheus. */
export function flowCourses(
  prometheus: DataSourceApi,
  request: DataQueryRequest,
  query: FlowsQuery,
  { names, refId }: { names: Observable<KnownNames>; refId: string }
): Observable<DataQueryResponse> {
  const metric = query.metrics.find(isSeriesMetric) ?? 'DATA_TRANSFERRED';
  const target: PrometheusQuery = {
    refId,
    datasource: prometheus.getRef(),
    expr: flowsOverTime(metric, MOST_COURSES),
    range: true,
    instant: false,
    format: 'time_series',
    legendFormat: '',
    interval: REPORT_PERIOD,
  };
  const delegated: DataQueryRequest<PrometheusQuery> = {
    ...request,
    targets: [target],
    filters: [],
    requestId: `${request.requestId}-courses-${refId}`,
  };
  const answers = from(prometheus.query(delegated)).pipe(filter(({ state }) => state !== LoadingState.Loading));
  return combineLatest([answers, names]).pipe(
    map(([response, known]) => {
      const failure = failureOf(response);
      if (failure) {
        throw prometheusFailure(prometheus, failure);
      }
      const frames: DataFrame[] = response.data;
      const courses = frames.flatMap(courseOf);
      const { groupBy, filters } = query;
      const groups = groupCourses(courses, { metric, groupBy, filters, knowledge: known.knowledge });
      const data = coursesToFrames(groups, groupBy, { refId, unit: UNITS[metric] });
      return { data: withNotices(data, noticesOf(courses, known)), key: refId, state: LoadingState.Done };
    })
  );
}

function courseOf({ fields }: DataFrame): FlowCourse[] {
  const times = fields.find(({ type }) => type === FieldType.time);
  const values = fields.find(({ type }) => type === FieldType.number);
  return times && values
    ? [{ labels: values.labels ?? {}, timesMs: times.values.map(Number), values: values.values.map(Number) }]
    : [];
}

function noticesOf(courses: readonly FlowCourse[], known: KnownNames): Notice[] {
  const text = `Only the ${MOST_COURSES} largest reports of flows in the range are followed: groups hold at least what they show.`;
  return [...(courses.length >= MOST_COURSES ? [{ severity: 'info' as const, text }] : []), ...known.notices];
}

function withNotices([first, ...others]: DataFrame[], notices: readonly Notice[]): DataFrame[] {
  return first ? [{ ...first, meta: { ...first.meta, notices: [...notices] } }, ...others] : [];
}
