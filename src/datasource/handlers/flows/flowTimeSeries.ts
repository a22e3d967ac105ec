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
import { type Notice } from '../../../core/notice';
import { type FlowTimeSeries, groupSeries } from '../../../core/flow/timeSeries';
import { FLOW_METRIC_LABELS, FLOW_METRICS } from '../../../core/flow/metric';
import { flowsOverTime, isSeriesMetric, type SeriesMetric } from '../../../core/prometheus/flowSeries/flowSeries';
import { clusterName } from '../../../core/query/clusterName';
import { type FlowsQuery } from '../../../core/query/flowsQuery';
import { seriesToFrames } from '../../../frames/seriesFrames';
import { type NamesSnapshot } from '../../context/clusterNames';
import { failureOf } from '../../results/failure';
import { withNotices } from '../../results/notices';
import { prometheusFailure } from '../../prometheus/failure';
import { type PrometheusQuery, queryFor } from '../../prometheus/prometheusQuery';

/** So many reports of flows are followed over time: more lines than anybody reads, folded to fewer groups. */
const MAX_SERIES = 2_000;

/** Agents report flows this often. */
const REPORT_PERIOD = '30s';

const UNITS: Record<SeriesMetric, string> = { DATA_TRANSFERRED: 'Bps', RETRANSMISSIONS: 'cps', TIMEOUTS: 'cps' };

/** What groups of flows moved or lost per second over time, from the agents' series in Prometheus. */
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
  const delegated: DataQueryRequest<PrometheusQuery> = {
    ...request,
    targets: [queryFor(prometheus, target)],
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
      const seriesList = frames.flatMap(seriesOf);
      const { groupBy, filters } = query;
      const groups = groupSeries(seriesList, { metric, groupBy, filters, lookup: known.lookup });
      const data = seriesToFrames(groups, groupBy, { refId, unit: UNITS[metric] });
      const notices = [...metricNotices(query), ...noticesOf(seriesList, known)];
      const shown = data.length > 0 ? data : [nothingPasses(refId)];
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

function noticesOf(seriesList: readonly FlowTimeSeries[], known: NamesSnapshot): Notice[] {
  const text = `Only the ${MAX_SERIES} largest reports of flows in the range are followed: groups hold at least what they show.`;
  return [...(seriesList.length >= MAX_SERIES ? [{ severity: 'info' as const, text }] : []), ...known.notices];
}

/** All metrics is what nobody chose; of several that somebody chose, one is shown. */
function metricNotices({ metrics }: FlowsQuery): Notice[] {
  const isChosen = metrics.length < FLOW_METRICS.length;
  const shown = metrics.find(isSeriesMetric) ?? 'DATA_TRANSFERRED';
  const isAll = metrics.length === 1 && metrics[0] === shown;
  const text = `Over time, only "${FLOW_METRIC_LABELS[shown]}" is shown. Use a query for each metric; round-trip times are not in the agents’ series.`;
  return isChosen && !isAll ? [{ severity: 'warning', text }] : [];
}

function nothingPasses(refId: string): DataFrame {
  const text = 'No flow in this range passes the filters.';
  return createDataFrame({ refId, fields: [], meta: { notices: [{ severity: 'info', text }] } });
}
