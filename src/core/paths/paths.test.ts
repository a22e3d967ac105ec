import fc from 'fast-check';
import { knownColumns, PATH_SUBJECTS } from './columns';
import { worstImpact } from './impact';
import { interpretPaths } from './interpretPaths';
import { mergePaths } from './mergePaths';
import { type NetworkPath } from './networkPath';
import { joinTables, type PathTable } from './table';

function table(columns: Record<string, Array<string | null>>, types: Record<string, string> = {}): PathTable {
  const names = Object.keys(columns);
  const length = Math.max(0, ...Object.values(columns).map((cells) => cells.length));
  return {
    fields: names.map((name) => ({ name, type: types[name] ?? 'string' })),
    rows: Array.from({ length }, (_, row) => names.map((name) => columns[name]?.[row] ?? null)),
  };
}

const extras = (cells: Record<string, string>) => new Map(Object.entries(cells));
const subjectOf = (name: string, type = 'string') => [...knownColumns([{ name, type }], PATH_SUBJECTS)][0]?.[0];

describe('knownColumns', () => {
  it.each([
    ['local_az_id', 'localZoneId'],
    ['localAZId', 'localZoneId'],
    ['Source availability zone ID', 'localZoneId'],
    ['src_zone', 'localZoneId'],
    ['REMOTE_AZ', 'remoteZoneId'],
    ['destinationAvailabilityZoneId', 'remoteZoneId'],
    ['local_aws_region', 'localRegion'],
    ['dest-region', 'remoteRegion'],
    ['max_impact_score', 'impactScore'],
    ['NetworkImpactLevel', 'impactLevel'],
    ['Severity', 'impactLevel'],
    ['traffic', 'bytes'],
    ['total_bytes', 'bytes'],
    ['dataTransferredGB', 'bytes'],
    ['rtt_ms', 'roundTripTimeMicroseconds'],
    ['avgRoundTripTimeUs', 'roundTripTimeMicroseconds'],
    ['Round-trip time (µs)', 'roundTripTimeMicroseconds'],
    ['roundtrip_seconds', 'roundTripTimeMicroseconds'],
    ['subnetPairs', 'subnetPairs'],
  ])('recognizes %s as %s', (name, subject) => {
    expect(subjectOf(name)).toBe(subject);
  });

  it.each(['az_id', 'p99_rtt_us', 'traffic_bytes_per_second', 'bps', 'total', 'local', 'packet_loss', 'rtt_jiffies'])(
    'does not recognize %s',
    (name) => {
      expect(subjectOf(name)).toBeUndefined();
    }
  );

  it('uses the type to decide whether an impact is a score or a level', () => {
    expect([subjectOf('impact', 'double'), subjectOf('impact', 'varchar')]).toEqual(['impactScore', 'impactLevel']);
  });
});

describe('interpretPaths', () => {
  const columns = {
    local_az_id: ['use1-az1', 'use1-az2'],
    remote_az_id: ['use1-az4', null],
    remote_region: ['us-east-1', 'eu-west-1'],
    impact_score: ['15.00', null],
    impact_level: ['MEDIUM', ''],
    traffic_kb: ['400', 'n/a'],
    round_trip_time_ms: ['1.25', null],
    subnet_pairs: [
      '[{"sourceSubnetId":"subnet-1","destination_subnet":"subnet-2","trafficBytes":"400","rtt_us":9}]',
      'none',
    ],
    hop_count: ['3', null],
  };
  const expected: NetworkPath[] = [
    {
      localZoneId: 'use1-az1',
      remoteZoneId: 'use1-az4',
      remoteRegion: 'us-east-1',
      impactScore: 15,
      impactLevel: 'MEDIUM',
      bytes: 400_000,
      roundTripTimeMicroseconds: 1_250,
      subnetPairs: [
        { localSubnetId: 'subnet-1', remoteSubnetId: 'subnet-2', bytes: 400, roundTripTimeMicroseconds: 9 },
      ],
      extras: extras({ hop_count: '3' }),
    },
    {
      localZoneId: 'use1-az2',
      remoteRegion: 'eu-west-1',
      subnetPairs: [],
      // Unreadable cells are kept.
      extras: extras({ traffic_kb: 'n/a', subnet_pairs: 'none' }),
    },
  ];

  it('reads columns by name, with units in names, missing values and unknown columns', () => {
    expect(interpretPaths(table(columns))).toEqual({ paths: expected, notices: [] });
  });

  it('reads the same paths for any order of columns', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.entries(columns), { minLength: 9 }), (shuffled) => {
        expect(interpretPaths(table(Object.fromEntries(shuffled)))).toEqual({ paths: expected, notices: [] });
      })
    );
  });

  it('never fails, and keeps every cell of arbitrary tables', () => {
    const names = Object.keys(columns).filter((name) => name !== 'subnet_pairs');
    const cell = fc.option(fc.oneof(fc.string(), fc.json(), fc.constantFrom('1', 'NaN', 'Infinity', ' ')));
    const anyName = fc.oneof(fc.constantFrom(...names, '__proto__', 'constructor', ''), fc.string());
    const arbitrary = fc.uniqueArray(anyName).chain((some) =>
      fc.record({
        fields: fc.constant(some.map((name) => ({ name, type: 'string' }))),
        rows: fc.array(fc.array(cell, { maxLength: some.length })),
      })
    );
    fc.assert(
      fc.property(arbitrary, (some) => {
        const carried = interpretPaths(some).paths.map(({ subnetPairs, extras: more, ...named }) => {
          expect(subnetPairs).toEqual([]);
          return Object.keys(named).length + more.size;
        });
        expect(carried).toEqual(some.rows.map((row) => row.filter((one) => one !== null && one !== '').length));
      })
    );
  });

  it('reports assumed units, and tables with unknown columns only', () => {
    const { notices } = interpretPaths(table({ local_az: ['a'], rtt: ['1'], traffic: ['1'] }));
    expect(notices.map(({ text }) => text)).toEqual([
      expect.stringMatching(/"traffic".*bytes/),
      expect.stringMatching(/"rtt".*microseconds/),
    ]);
    const strange = interpretPaths(table({ von: ['a'], nach: ['b'] }));
    expect(strange.paths).toEqual([{ subnetPairs: [], extras: extras({ von: 'a', nach: 'b' }) }]);
    expect(strange.notices).toEqual([{ severity: 'warning', text: expect.stringContaining('newer version') }]);
  });

  it('uses the more likely of two columns with the same meaning, and keeps the other', () => {
    const [path] = interpretPaths(table({ local_az_name: ['us-east-1a'], local_az_id: ['use1-az1'] })).paths;
    expect(path).toMatchObject({ localZoneId: 'use1-az1', extras: extras({ local_az_name: 'us-east-1a' }) });
  });
});

describe('joinTables', () => {
  it('joins pages by column names', () => {
    const first = table({ a: ['1'], b: ['2'] });
    const second = table({ c: ['5'], a: ['4'] });
    expect(joinTables([first, second])).toEqual(table({ a: ['1', '4'], b: ['2', null], c: [null, '5'] }));
    expect(joinTables([])).toEqual({ fields: [], rows: [] });
  });
});

describe('mergePaths', () => {
  const path = (over: Partial<NetworkPath>): NetworkPath => ({
    localZoneId: 'use1-az1',
    remoteZoneId: 'use1-az2',
    subnetPairs: [],
    extras: new Map(),
    ...over,
  });

  it('sums traffic, weights round-trip times by traffic, and uses the worst impact', () => {
    const pair = (bytes: number) => [{ localSubnetId: 's1', remoteSubnetId: 's2', bytes }];
    const newest = path({
      bytes: 100,
      roundTripTimeMicroseconds: 400,
      impactScore: 2,
      impactLevel: 'LOW',
      subnetPairs: pair(100),
      extras: extras({ hops: '2', kind: 'x' }),
    });
    const oldest = path({
      bytes: 300,
      roundTripTimeMicroseconds: 800,
      impactScore: 50,
      impactLevel: 'HIGH',
      subnetPairs: pair(300),
      extras: extras({ hops: '3', kind: 'x' }),
    });
    expect(mergePaths([[newest], [], [oldest]])).toEqual([
      path({
        bytes: 400,
        roundTripTimeMicroseconds: 700,
        impactScore: 50,
        impactLevel: 'HIGH',
        subnetPairs: pair(400),
        extras: extras({ hops: '2 / 3', kind: 'x' }),
      }),
    ]);
  });

  it('keeps the order of a single window, and ranks several by impact, then traffic', () => {
    const heavy = path({ remoteZoneId: 'use1-az4', bytes: 900 });
    const hurt = path({ bytes: 1, impactScore: 9 });
    const light = path({ remoteRegion: 'eu-west-1', bytes: 2 });
    expect(mergePaths([[heavy, light, hurt]])).toEqual([heavy, light, hurt]);
    expect(mergePaths([[heavy, light], [hurt]])).toEqual([hurt, heavy, light]);
  });

  it('keeps missing values missing, and does not merge paths without known ends', () => {
    const nowhere = (name: string): NetworkPath => ({ subnetPairs: [], extras: extras({ name }) });
    const merged = mergePaths([
      [path({}), nowhere('a')],
      [path({}), nowhere('b')],
    ]);
    expect(merged).toEqual(expect.arrayContaining([path({}), nowhere('a'), nowhere('b')]));
    expect(merged).toHaveLength(3);
  });
});

describe('worstImpact', () => {
  it('uses scores, else words with an order, else returns all levels', () => {
    const levels = (...words: string[]) => worstImpact(words.map((impactLevel) => ({ impactLevel }))).impactLevel;
    expect(
      worstImpact([
        { impactScore: 3, impactLevel: 'ODD' },
        { impactScore: 7, impactLevel: 'EVEN' },
      ])
    ).toEqual({ impactScore: 7, impactLevel: 'EVEN' });
    expect(levels('low', 'Critical', 'none')).toBe('Critical');
    expect(levels('RED', 'AMBER', 'RED')).toBe('RED / AMBER');
    expect(worstImpact([{}, { impactScore: 1 }])).toEqual({ impactScore: 1 });
  });
});
