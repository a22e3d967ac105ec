import fc from 'fast-check';
import { consoleKindOf, consoleLink } from './consoleLinks';
import { isRegion, regionOfZone } from './region';

/** Regions with the short names that their zone ids begin with. */
const REGIONS = [
  ['us-east-1', 'use1'],
  ['us-east-2', 'use2'],
  ['us-west-2', 'usw2'],
  ['eu-central-1', 'euc1'],
  ['eu-west-3', 'euw3'],
  ['eu-north-1', 'eun1'],
  ['ap-northeast-1', 'apne1'],
  ['ap-southeast-2', 'apse2'],
  ['ap-south-1', 'aps1'],
  ['ca-west-1', 'caw1'],
  ['us-gov-west-1', 'usgw1'],
  ['us-gov-east-1', 'usge1'],
  ['me-central-1', 'mec1'],
  ['il-central-1', 'ilc1'],
] as const;

describe('the Region of a zone', () => {
  it.each(REGIONS)('in %s is known by its name and by its id %s-az1', (region, short) => {
    expect(regionOfZone(`${region}a`)).toBe(region);
    expect(regionOfZone(`${short}-az1`)).toBe(region);
    // Local Zones have the name of their place, too.
    expect(regionOfZone(`${region}-lax-1a`)).toBe(region);
    expect(regionOfZone(`${short}-lax1-az1`)).toBe(region);
    expect(isRegion(region)).toBe(true);
  });

  it('is not invented', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('', 'zone', 'us-east-1', 'az1', 'node-1', 'a-b-c')), (text) => {
        const region = regionOfZone(text);
        expect(region === undefined || isRegion(region)).toBe(true);
      })
    );
    expect(regionOfZone('us-east-1')).toBeUndefined();
  });
});

describe('links to the AWS console', () => {
  const kinds = fc.constantFrom('instance' as const, 'networkInterface' as const, 'subnet' as const, 'vpc' as const);
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'i-0abc',
      'eni-0abc',
      'subnet-1',
      'vpc-1',
      'i-0abc"><script>',
      'i-0abc@evil.example',
      'i-0abc/..',
      'mi-0abc'
    )
  );
  const regions = fc.oneof(
    fc.string(),
    fc.constantFrom('us-east-1', 'cn-north-1', 'us-gov-west-1', 'evil.example/', 'us-east-1.evil.example', 'us-east-1#')
  );

  it('lead to the console and nowhere else, regardless of the characters in IDs and Regions', () => {
    fc.assert(
      fc.property(kinds, text, regions, (kind, id, region) => {
        const link = consoleLink({ kind, id, region });
        if (link !== undefined) {
          const { protocol, hostname, username } = new URL(link);
          expect([protocol, username]).toEqual(['https:', '']);
          expect(hostname).toMatch(/\.console\.(aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)$/);
          expect(link).toContain(id);
          expect(consoleKindOf(id)).toBe(kind);
        }
      }),
      { numRuns: 500 }
    );
  });

  it('exist for resources of their kind in known Regions only', () => {
    const link = (id: string | undefined, region: string | undefined) => consoleLink({ kind: 'instance', id, region });
    expect(link('i-0abc', 'us-east-1')).toContain('i-0abc');
    expect(link('eni-0abc', 'us-east-1')).toBeUndefined();
    // A hybrid node is not an EC2 instance.
    expect(link('mi-0abc', 'us-east-1')).toBeUndefined();
    expect([link('i-0abc', undefined), link(undefined, 'us-east-1'), link('', '')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
