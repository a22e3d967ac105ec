/** A group of AWS Regions with domains, ARNs, and credentials of its own. */
export interface Partition {
  /** The name in ARNs: "aws-cn". */
  id: string;
  /** A regular expression for the codes of its Regions, which JavaScript and Go understand. */
  regions: string;
  /** The domain of endpoints with IPv4 and IPv6 addresses, which are the only ones of the network-flow API. */
  endpointDomain: string;
}

/**
 * The partitions that are open to customers. The last one has most of the Regions, and new ones.
 *
 * Source: partitions.json of the AWS SDKs (botocore 1.44.8).
 */
export const PARTITIONS: readonly Partition[] = [
  { id: 'aws-cn', regions: '^cn-[a-z]+-[0-9]+$', endpointDomain: 'api.amazonwebservices.com.cn' },
  { id: 'aws-us-gov', regions: '^us-gov-[a-z]+-[0-9]+$', endpointDomain: 'api.aws' },
  { id: 'aws-eusc', regions: '^eusc-de-[a-z]+-[0-9]+$', endpointDomain: 'api.amazonwebservices.eu' },
  { id: 'aws', regions: '^[a-z]{2}-[a-z]+-[0-9]+$', endpointDomain: 'api.aws' },
];

/** The partition of a Region. Undefined if the text is not the code of a Region. */
export function partitionOf(region: string): Partition | undefined {
  return PARTITIONS.find(({ regions }) => new RegExp(regions).test(region));
}
