/** Destination categories: which ones a generation of the API has, and under which one a report appears. */
import { type FlowReport } from '../../world/flowReports';
import { type FlowApiOptions } from './options';

const FIRST_SEVEN = [
  'INTRA_AZ',
  'INTER_AZ',
  'INTER_VPC',
  'UNCLASSIFIED',
  'AMAZON_S3',
  'AMAZON_DYNAMODB',
  'INTER_REGION',
];
const SINCE_NOVEMBER_2026 = ['INTERNET', 'AWS_SERVICE', 'LOCAL_ZONE', 'TRANSIT_GATEWAY'];

type CategoryOptions = Pick<FlowApiOptions, 'apiGeneration' | 'additionalCategories'>;

/** The categories that queries of monitors accept. */
export function monitorCategories({ apiGeneration, additionalCategories }: CategoryOptions): string[] {
  const known = apiGeneration === '2026-10' ? FIRST_SEVEN : [...FIRST_SEVEN, ...SINCE_NOVEMBER_2026];
  return [...known, ...additionalCategories];
}

/**
 * The categories that workload insights accept: all eleven even before they were in the model (observed by public
 * clients).
 */
export function workloadInsightsCategories({ additionalCategories }: CategoryOptions): string[] {
  return [...FIRST_SEVEN, ...SINCE_NOVEMBER_2026, ...additionalCategories];
}

/**
 * The category under which a report appears. A category that this generation does not have is UNCLASSIFIED: on the
 * older generation, this includes internet flows. On the newer one, they are under INTERNET, and UNCLASSIFIED contains
 * on-premises traffic and everything else.
 */
export function categoryAmong(known: readonly string[], report: FlowReport): string {
  return known.includes(report.category) ? report.category : 'UNCLASSIFIED';
}
