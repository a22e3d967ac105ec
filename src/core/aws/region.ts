/** Matches "us-east-1", "us-gov-west-1", "cn-north-1", but not Regions of partitions without a public console. */
const REGION = /^[a-z]{2}(-gov)?-[a-z]+-\d{1,2}$/;

/** Whether a text can be the name of an AWS Region. */
export function isRegion(text: string): boolean {
  return REGION.test(text);
}

const DIRECTIONS: Record<string, string> = {
  n: 'north',
  ne: 'northeast',
  nw: 'northwest',
  e: 'east',
  s: 'south',
  se: 'southeast',
  sw: 'southwest',
  w: 'west',
  c: 'central',
};

/**
 * The Region of a zone, by its ID ("use1-az1", "usgw1-az1", "usw2-lax1-az1") or by its name ("us-east-1a",
 * "us-west-2-lax-1a"); undefined for any other text.
 */
export function regionOfZone(zone: string): string | undefined {
  const [, area, government, direction = '', number] =
    zone.match(/^([a-z]{2})(g?)(n[ew]?|s[ew]?|e|w|c)(\d{1,2})-/) ?? [];
  if (area !== undefined) {
    return `${area}${government === '' ? '' : '-gov'}-${DIRECTIONS[direction]}-${number}`;
  }
  return zone.match(/^([a-z]{2}(?:-gov)?-[a-z]+-\d{1,2})(?:[a-z]|-)/)?.[1];
}
