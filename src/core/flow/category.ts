/**
 * Where a flow went, as the network-flow API sorts it. The API answers one category per query.
 * Unknown categories are carried as they are: the API grows faster than its models.
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

/** What is asked when nobody chose: the categories that every generation of the API answers. */
export const DEFAULT_CATEGORIES: readonly KnownCategory[] = KNOWN_CATEGORIES.slice(0, 7);

/**
 * Asked too when nobody chose, and not missed where the endpoint refuses them: monitors have these since
 * November 2026. Older endpoints report the internet and other AWS services as UNCLASSIFIED.
 */
export const OPTIONAL_CATEGORIES: readonly KnownCategory[] = ['INTERNET', 'AWS_SERVICE'];

const LABELS: Record<KnownCategory, string> = {
  INTRA_AZ: 'Within a zone',
  INTER_AZ: 'Across zones',
  INTER_VPC: 'Across VPCs',
  INTER_REGION: 'Across Regions',
  AMAZON_S3: 'Amazon S3',
  AMAZON_DYNAMODB: 'Amazon DynamoDB',
  UNCLASSIFIED: 'Unclassified',
  INTERNET: 'Internet',
  AWS_SERVICE: 'AWS service',
  LOCAL_ZONE: 'Local Zone',
  TRANSIT_GATEWAY: 'Transit gateway',
};

/** The name a person reads; an unknown category reads as the API wrote it. */
export function categoryLabel(category: Category): string {
  return isKnownCategory(category) ? LABELS[category] : category;
}

export function isKnownCategory(category: string): category is KnownCategory {
  return Object.prototype.hasOwnProperty.call(LABELS, category);
}
