/**
 * The destination category of a flow in the network-flow API, which returns one category per query. Unknown categories
 * are kept as they are: the API gets new ones before its models do.
 */
export type Category = KnownCategory | (string & {});

export const KNOWN_CATEGORIES = [
  'INTRA_AZ',
  'INTER_AZ',
  'INTER_VPC',
  'INTER_REGION',
  'AMAZON_S3',
  'AMAZON_DYNAMODB',
  'UNCLASSIFIED',
  'INTERNET',
  'AWS_SERVICE',
  'LOCAL_ZONE',
  'TRANSIT_GATEWAY',
] as const;

export type KnownCategory = (typeof KNOWN_CATEGORIES)[number];

/** The categories of queries without a selection: those that all versions of the API support. */
export const DEFAULT_CATEGORIES: readonly KnownCategory[] = KNOWN_CATEGORIES.slice(0, 7);

/**
 * Categories that are also queried without a selection, but without an error if the endpoint rejects them. Monitors have
 * had them since November 2026. Older endpoints report the internet and other AWS services as UNCLASSIFIED.
 */
export const OPTIONAL_CATEGORIES: readonly KnownCategory[] = ['INTERNET', 'AWS_SERVICE'];

const LABELS: Record<KnownCategory, string> = {
  INTRA_AZ: 'Same zone',
  INTER_AZ: 'Cross-zone',
  INTER_VPC: 'Cross-VPC',
  INTER_REGION: 'Cross-Region',
  AMAZON_S3: 'Amazon S3',
  AMAZON_DYNAMODB: 'Amazon DynamoDB',
  UNCLASSIFIED: 'Unclassified',
  INTERNET: 'Internet',
  AWS_SERVICE: 'AWS service',
  LOCAL_ZONE: 'Local Zone',
  TRANSIT_GATEWAY: 'Transit gateway',
};

/** The display name of a category. An unknown category is shown as in the API. */
export function categoryLabel(category: Category): string {
  return isKnownCategory(category) ? LABELS[category] : category;
}

/** Whether a category has a display name. */
function isKnownCategory(category: string): category is KnownCategory {
  return Object.prototype.hasOwnProperty.call(LABELS, category);
}
