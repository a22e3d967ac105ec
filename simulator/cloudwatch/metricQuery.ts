/** A query of GetMetricData: one metric by its dimension, or a search for several. */
import { type Form } from './form';
import { DIMENSION, isMetricName, type MetricName, NAMESPACE } from './metrics';
import { QueryError } from './queryError';
import { isStatistic } from './statistics';
import { MINUTE_MS } from '../world/time';

/** A validated query. */
export interface MetricQuery {
  id: string;
  /** With placeholders. */
  label: string | undefined;
  /** Undefined for a metric that the namespace does not have; the query then finds nothing. */
  metric: MetricName | undefined;
  statistic: string;
  periodMs: number;
  isSearch: boolean;
  /** ARNs; undefined for all monitors. */
  monitors: string[] | undefined;
}

/** Reads one member of MetricDataQueries. Throws a QueryError for metric math and other input that is not simulated. */
export function readMetricQuery(form: Form): MetricQuery {
  const id = form.text('Id') ?? '';
  const expression = form.text('Expression');
  const facts = expression === undefined ? readStat(form.structure('MetricStat')) : readSearch(id, expression);
  const { statistic, periodMs } = facts;
  if (!isStatistic(statistic)) {
    throw new QueryError('ValidationError', `The statistic ${statistic} is not simulated.`);
  }
  if (!(periodMs > 0 && periodMs % MINUTE_MS === 0)) {
    throw new QueryError('ValidationError', 'Period must be a multiple of 60 seconds.');
  }
  return { id, label: form.text('Label'), ...facts };
}

type Facts = Omit<MetricQuery, 'id' | 'label'>;

function knownMetric(namespace: string, name: string): MetricName | undefined {
  return namespace === NAMESPACE && isMetricName(name) ? name : undefined;
}

function readStat(form: Form): Facts {
  const metric = form.structure('Metric');
  const dimensions = metric.list('Dimensions').filter((dimension) => dimension.text('Name') === DIMENSION);
  return {
    metric: knownMetric(metric.text('Namespace') ?? '', metric.text('MetricName') ?? ''),
    statistic: form.text('Stat') ?? '',
    periodMs: Number(form.text('Period')) * 1_000,
    isSearch: false,
    // A metric without its dimension is a different metric, which has no datapoints.
    monitors: dimensions.map((dimension) => dimension.text('Value') ?? ''),
  };
}

const SEARCH = /^(?:REMOVE_EMPTY\()?SEARCH\('(.*)', *'(\w+)', *(\d+)\)\)?$/;
const QUOTED = /"((?:[^"\\]|\\.)*)"/g;

/**
 * Reads a search as Grafana writes it: `SEARCH('{"namespace","dimension"} MetricName="…" "dimension"=("…" OR "…")',
 * 'Sum', 60)`.
 */
function readSearch(id: string, expression: string): Facts {
  const [, term = '', statistic = '', seconds = ''] = SEARCH.exec(expression) ?? [];
  const [, namespace = ''] = /^\{"([^"]+)"/.exec(term) ?? /Namespace="([^"]+)"/.exec(term) ?? [];
  const [, metric = ''] = /MetricName="([^"]+)"/.exec(term) ?? [];
  if (metric === '') {
    throw new QueryError('ValidationError', `Error in expression '${id}': only searches for one metric are simulated.`);
  }
  const [, values] = new RegExp(`"${DIMENSION}"=(\\([^)]*\\)|"[^"]*")`).exec(term) ?? [];
  return {
    metric: knownMetric(namespace, metric),
    statistic,
    periodMs: Number(seconds) * 1_000,
    isSearch: true,
    monitors: values === undefined ? undefined : [...values.matchAll(QUOTED)].map(([, value = '']) => value),
  };
}
