/** Destination categories: which a generation knows, and under which one a report shows. */
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

export function monitorCategories({ apiGeneration, additionalCategories }: CategoryOptions): string[] {
  const known = apiGeneration === '2026-10' ? FIRST_SEVEN : [...FIRST_SEVEN, ...SINCE_NOVEMBER_2026];
  return [...known, ...additionalCategories];
}

/** Workload insights answered all eleven before the model named them (seen by public clients). */
export function workloadInsightsCategories({ additionalCategories }: CategoryOptions): string[] {
  return [...FIRST_SEVEN, ...SINCE_NOVEMBER_2026, ...additionalCategories];
}

/**
 * A category that the asked API does not know is UNCLASSIFIED there: internet flows are on the older
 * generation. On the newer one INTERNET has them, and UNCLASSIFIED keeps on-premises and whatever else is left.
 */
export function categoryAmong(known: readonly string[], report: FlowReport): string {
  return known.includes(report.category) ? report.category : 'UNCLASSIFIED';
}
