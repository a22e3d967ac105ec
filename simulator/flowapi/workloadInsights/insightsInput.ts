/** The input that both query types of workload insights share: no round-trip times, all categories. */
import { type WireMetricName } from '../../../src/flowapi/wire';
import { constraintError } from '../model/apiError';
import { categoryAmong, workloadInsightsCategories } from '../model/categories';
import { type ApiContext } from '../context/context';
import { enumMember, type JsonObject, requiredString } from '../http/input';
import { checkScope } from '../scopes/scopeOperations';
import { readTimeWindow, type TimeWindow } from '../http/timeWindow';
import { type FlowReport } from '../../world/flowReports';

const METRICS = ['TIMEOUTS', 'RETRANSMISSIONS', 'DATA_TRANSFERRED'] as const;
/** A metric of workload insights. */
export type InsightMetric = (typeof METRICS)[number] & WireMetricName;

/** The validated input. */
export interface WorkloadInsightsInput {
  window: TimeWindow;
  metricName: InsightMetric;
  destinationCategory: string;
  matches(report: FlowReport): boolean;
}

/** Reads the input. Throws an ApiError. */
export function readWorkloadInsightsInput(
  context: ApiContext,
  scopeId: string,
  input: JsonObject
): WorkloadInsightsInput {
  checkScope(context.cluster, scopeId);
  const categories = workloadInsightsCategories(context.settings.current);
  const metricName = readMetric(input);
  const destinationCategory = enumMember(input, 'destinationCategory', categories);
  return {
    metricName,
    destinationCategory,
    window: readTimeWindow(input, context.clock.nowMs()),
    matches: (report) => categoryAmong(categories, report) === destinationCategory,
  };
}

function readMetric(input: JsonObject): InsightMetric {
  const name = requiredString(input, 'metricName');
  const metric = METRICS.find((known) => known === name);
  if (!metric) {
    throw constraintError('metricName', name, `Member must satisfy enum value set: [${METRICS.join(', ')}]`);
  }
  return metric;
}
