import {
  createDataFrame,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  FieldType,
  LoadingState,
} from '@grafana/data';
import { combineLatest, filter, from, map, type Observable } from 'rxjs';
import { infoNotice, type Notice, warningNotice } from '../../../core/notice';
import { type FlowTimeSeries, groupSeries } from '../../../core/flow/timeSeries';
import { FLOW_METRIC_LABELS, FLOW_METRICS } from '../../../core/flow/metric';
import { flowsOverTime, isSeriesMetric, type SeriesMetric } from '../../../core/prometheus/flowSeries/flowSeries';
import { clusterName } from '../../../core/query/clusterName';
import { type FlowsQuery } from '../../../core/query/flowsQuery';
import { seriesToFrames } from '../../../frames/seriesFrames';
import { type NamesSnapshot } from '../../context/clusterNames';
import { NO_FLOWS_MATCH, oneMetricOverTime, onlyLargestReportsOverTime } from '../../messages';
import { failureOf } from '../../results/failure';
import { withNotices } from '../../results/notices';
import { prometheusFailure } from '../../prometheus/failure';
import { type PrometheusQuery, queryFor } from '../../prometheus/prometheusQuery';

/** The maximum number of reports of flows in a query. They are grouped, so that charts have fewer lines. */
const MAX_SERIES = 2_000;

/** The interval in which agents report flows. */
const REPORT_PERIOD = '30s';

const UNITS: Record<SeriesMetric, string> = { DATA_TRANSFERRED: 'Bps', RETRANSMISSIONS: 'cps', TIMEOUTS: 'cps' };

/** Traffic or losses per second of groups of flows over time, from the agents' series in Prometheus. */
export function flowTimeSeries(
  prometheus: DataSourceApi,
  request: DataQueryRequest,
  query: FlowsQuery,
  { names, refId }: { names: Observable<NamesSnapshot>; refId: string }
): Observable<DataQueryResponse> {
  const metric = query.metrics.find(isSeriesMetric) ?? 'DATA_TRANSFERRED';
  const target: PrometheusQuery = {
    refId,
    expr: flowsOverTime(metric, MAX_SERIES, clusterName(query)),
    range: true,
    instant: false,
    format: 'time_series',
    legendFormat: '',
    interval: REPORT_PERIOD,
  };
  const delegatedRequest: DataQueryRequest<PrometheusQuery> = {
    ...request,
    targets: [queryFor(prometheus, target)],
    filters: [],
    requestId: `${request.requestId}-series-${refId}`,
  };
  const responses = from(prometheus.query(delegatedRequest)).pipe(
    filter(({ state }) => state !== LoadingState.Loading)
  );
  return combineLatest([responses, names]).pipe(
    map(([response, namesSnapshot]) => {
      const failure = failureOf(response);
      if (failure) {
        throw prometheusFailure(prometheus, failure);
      }
      const frames: DataFrame[] = response.data;
      const seriesList = frames.flatMap(seriesOf);
      const { groupBy, filters } = query;
      const groups = groupSeries(seriesList, { metric, groupBy, filters, lookup: namesSnapshot.lookup });
      const data = seriesToFrames(groups, groupBy, { refId, unit: UNITS[metric] });
      const notices = [...metricNotices(query), ...noticesOf(seriesList, namesSnapshot)];
      const shown = data.length > 0 ? data : [noFlows(refId)];
      return { data: withNotices(shown, notices), key: refId, state: LoadingState.Done };
    })
  );
}

function seriesOf({ fields }: DataFrame): FlowTimeSeries[] {
  const times = fields.find(({ type }) => type === FieldType.time);
  const values = fields.find(({ type }) => type === FieldType.number);
  return times && values
    ? [{ labels: values.labels ?? {}, timesMs: times.values.map(Number), values: values.values.map(Number) }]
    : [];
}

function noticesOf(seriesList: readonly FlowTimeSeries[], names: NamesSnapshot): Notice[] {
  const isCut = seriesList.length >= MAX_SERIES;
  return [...(isCut ? [infoNotice(onlyLargestReportsOverTime(MAX_SERIES))] : []), ...names.notices];
}

/** A notice if the user selected metrics other than the one that is shown. A query without selected metrics has all of them. */
function metricNotices({ metrics }: FlowsQuery): Notice[] {
  const isSelection = metrics.length < FLOW_METRICS.length;
  const shown = metrics.find(isSeriesMetric) ?? 'DATA_TRANSFERRED';
  const isAll = metrics.length === 1 && metrics[0] === shown;
  return isSelection && !isAll ? [warningNotice(oneMetricOverTime(FLOW_METRIC_LABELS[shown]))] : [];
}

function noFlows(refId: string): DataFrame {
  return createDataFrame({ refId, fields: [], meta: { notices: [infoNotice(NO_FLOWS_MATCH)] } });
}
