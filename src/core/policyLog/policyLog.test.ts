import { type PolicyLogRow, readPolicyLog, windowOfNames } from './policyLog';

const row = (over: Partial<PolicyLogRow> = {}): PolicyLogRow => ({
  before: 'Node: ip-10-0-1-5.ec2.internal;SIP: 10.0.1.9',
  after: '172.20.0.10;DPORT: 53;PROTOCOL: UDP',
  tier: ';Tier: NETWORK_POLICY',
  verdict: 'DENY',
  ...{ packets: 7, attempts: 3, firstMs: 1_000, lastMs: 9_000, example: 'a whole line' },
  ...over,
});
const UDP = {
  ...{
    node: 'ip-10-0-1-5.ec2.internal',
    sourceIp: '10.0.1.9',
    destinationIp: '172.20.0.10',
    port: 53,
    protocol: 'UDP',
  },
  ...{ packets: 7, attempts: 3, firstMs: 1_000, lastMs: 9_000 },
};

describe('the log of the policy agents', () => {
  it('has denied packets with a tier, and without one from agents before version 1.3.0', () => {
    const withoutTier = row({ tier: '' });
    const { tier: _, ...withoutColumn } = row();
    expect(readPolicyLog([row(), withoutTier, withoutColumn]).denied).toEqual([
      { ...UDP, tier: 'NETWORK_POLICY' },
      UDP,
      UDP,
    ]);
  });

  it('has IPv6 addresses in their canonical form, and no port for protocols without ports', () => {
    const line = row({ before: 'Node: n;SIP: 2600:1F13:0:0::9', after: '::ffff:10.0.0.1;DPORT: 0;PROTOCOL: ICMP' });
    const [denied] = readPolicyLog([line]).denied;
    expect(denied).toMatchObject({ sourceIp: '2600:1f13::9', destinationIp: '10.0.0.1', protocol: 'ICMP' });
    expect(denied).not.toHaveProperty('port');
  });

  it('counts lines with other verdicts, which prove that agents write to it', () => {
    const group = { ...{ packets: 40, attempts: 0, firstMs: 1, lastMs: 2 }, example: 'x' };
    const log = readPolicyLog([
      { ...group, verdict: 'ACCEPT' },
      { ...group, verdict: 'EXPIRED', packets: 2 },
    ]);
    expect(log).toEqual({ denied: [], others: 42, malformed: 0 });
  });

  it.each<[string, Partial<PolicyLogRow>]>([
    ['has no source', { before: 'Node: n' }],
    ['has no address', { before: 'Node: n;SIP: ten' }],
    ['has a port that is none', { after: '10.0.0.1;DPORT: 99999;PROTOCOL: TCP' }],
    ['has no protocol', { after: '10.0.0.1;DPORT: 80' }],
    ['does not match the pattern', { before: undefined, after: undefined, tier: undefined }],
    ['has no verdict', { before: undefined, after: undefined, tier: undefined, verdict: undefined }],
  ])('reports a line that %s', (_, over) => {
    expect(readPolicyLog([row(over)])).toEqual({
      ...{ denied: [], others: 0, malformed: 7, malformedExample: 'a whole line' },
    });
  });

  it('reports the last malformed line', () => {
    const malformed = (lastMs: number, example: string) => row({ before: 'x', lastMs, example });
    const log = readPolicyLog([malformed(5, 'first'), malformed(9, 'last'), malformed(7, 'middle')]);
    expect([log.malformed, log.malformedExample]).toEqual([21, 'last']);
  });

  it('needs names only around the time of the denials', () => {
    const day = { startMs: 0, endMs: 86_400_000 };
    const at = (firstMs: number, lastMs: number) => row({ firstMs, lastMs });
    const log = readPolicyLog([at(40_000_000, 40_500_000), at(40_100_000, 41_000_000)]);
    expect(windowOfNames(log, day)).toEqual({ startMs: 39_700_000, endMs: 41_300_000 });
    expect(windowOfNames(readPolicyLog([at(86_000_000, 86_399_000)]), day).endMs).toBe(day.endMs);
    expect(windowOfNames(readPolicyLog([]), day)).toEqual(day);
  });
});
