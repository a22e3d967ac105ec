import fc from 'fast-check';
import { worstImpact } from './impact';
import { interpretPaths } from './interpretPaths';
import { mergePaths } from './mergePaths';
import { type NetworkPath } from './networkPath';
import { PATH_FILTER_FIELDS, PATH_FILTER_OPERATORS, pathFilterProblem } from './pathFilter';
import { parseSubnetPairs } from './subnetPairs';
import { joinTables, type PathTable } from './table';

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const pair = fc.record(
  { localSubnetId: fc.constantFrom('s1', 's2'), remoteSubnetId: fc.constantFrom('s3', 's4'), bytes: fc.nat(1_000) },
  { requiredKeys: ['localSubnetId', 'remoteSubnetId'] }
);
const path: fc.Arbitrary<NetworkPath> = fc
  .record({
    localZoneId: fc.constantFrom('use1-az1', 'use1-az2'),
    remoteZoneId: fc.constantFrom('use1-az4', 'use1-az6'),
    bytes: optional(fc.nat(1_000)),
    roundTripTimeMicroseconds: optional(fc.nat(5_000)),
    impactScore: optional(fc.nat(10)),
    subnetPairs: fc.array(pair, { maxLength: 3 }),
    extra: optional(fc.constantFrom('x', 'y')),
  })
  .map(({ extra, ...rest }) => ({ ...rest, extras: new Map(extra === undefined ? [] : [['extra', extra]]) }));
const keyOf = ({ localZoneId, remoteZoneId }: NetworkPath) => `${localZoneId}>${remoteZoneId}`;
const windows = fc.array(fc.uniqueArray(path, { selector: keyOf, maxLength: 4 }), { minLength: 2, maxLength: 4 });
const sum = (values: ReadonlyArray<number | undefined>) =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);

describe('paths of several windows', () => {
  it('have the sums and the worst of their windows, and nothing is lost', () => {
    fc.assert(
      fc.property(windows, (all) => {
        const merged = mergePaths(all);
        expect(new Set(merged.map(keyOf)).size).toBe(merged.length);
        expect(new Set(merged.map(keyOf))).toEqual(new Set(all.flat().map(keyOf)));
        for (const one of merged) {
          const parts = all.flat().filter((part) => keyOf(part) === keyOf(one));
          expect(one.bytes ?? 0).toBe(sum(parts.map(({ bytes }) => bytes)));
          expect(one.bytes === undefined).toBe(parts.every(({ bytes }) => bytes === undefined));
          const scores = parts.flatMap(({ impactScore }) => impactScore ?? []);
          expect(one.impactScore).toBe(scores.length === 0 ? undefined : Math.max(...scores));
          expect(sum(one.subnetPairs.map(({ bytes }) => bytes))).toBe(
            sum(parts.flatMap(({ subnetPairs }) => subnetPairs.map(({ bytes }) => bytes)))
          );
          const extras = new Set(parts.flatMap(({ extras: own }) => own.get('extra') ?? []));
          expect(one.extras.get('extra')?.split(' / ') ?? []).toEqual([...extras]);
        }
      })
    );
  });

  it('have round-trip times between those of their windows, nearer to those with more traffic', () => {
    fc.assert(
      fc.property(windows, (all) => {
        for (const one of mergePaths(all)) {
          const timed = all
            .flat()
            .filter((part) => keyOf(part) === keyOf(one))
            .flatMap(({ bytes = 0, roundTripTimeMicroseconds: time }) =>
              time === undefined ? [] : [{ time, weight: Math.max(bytes, 1) }]
            );
          const weight = sum(timed.map((part) => part.weight));
          const mean = sum(timed.map((part) => part.time * part.weight)) / weight;
          const found = one.roundTripTimeMicroseconds;
          expect(found === undefined).toBe(timed.length === 0);
          expect(found ?? 0).toBeCloseTo(timed.length === 0 ? 0 : mean, 6);
        }
      })
    );
  });

  it('have an order that does not depend on the order of the windows', () => {
    fc.assert(
      fc.property(windows, (all) => {
        const order = (some: typeof all) => mergePaths(some).map((one) => [keyOf(one), one.bytes, one.impactScore]);
        expect(order([...all].reverse())).toEqual(order(all));
      })
    );
  });
});

describe('the worst impact', () => {
  it('is the highest score with the level that belongs to it', () => {
    const impact = fc.record({ impactScore: fc.nat(10), impactLevel: fc.constantFrom('a', 'b', 'c') });
    fc.assert(
      fc.property(fc.array(impact, { minLength: 1 }), (impacts) => {
        const worst = worstImpact(impacts);
        expect(impacts).toContainEqual(worst);
        expect(worst.impactScore).toBe(Math.max(...impacts.map(({ impactScore }) => impactScore)));
      })
    );
  });

  it('finds words regardless of how they are written', () => {
    for (const [low, high] of [
      ['low', 'HIGH'],
      ['No impact', 'Minor'],
      ['moderate', ' Severe '],
      ['healthy', 'LOW'],
    ] as const) {
      const levels = [{ impactLevel: low }, { impactLevel: high }];
      expect(worstImpact(levels).impactLevel).toBe(high);
      expect(worstImpact([...levels].reverse()).impactLevel).toBe(high);
    }
    expect(worstImpact([])).toEqual({});
  });
});

describe('tables of paths', () => {
  const column = fc.constantFrom('local_az_id', 'remote_az_id', 'traffic_mb', 'rtt_ms', 'loss', 'impact_score');
  const columns = fc.uniqueArray(column, { minLength: 1 });
  const page: fc.Arbitrary<PathTable> = columns.chain((names) =>
    fc.record({
      fields: fc.constant(names.map((name) => ({ name, type: 'string' }))),
      rows: fc.array(fc.tuple(...names.map(() => fc.constantFrom('1', '2.5', null, '', 'n/a'))), { maxLength: 4 }),
    })
  );
  const cells = ({ fields, rows }: PathTable) =>
    rows.map((row) =>
      Object.fromEntries(fields.flatMap(({ name }, index) => (row[index] ? [[name, row[index]]] : [])))
    );

  it('have all cells of several pages under their names, in the order of the pages', () => {
    fc.assert(
      fc.property(fc.array(page, { maxLength: 4 }), (pages) => {
        const joined = joinTables(pages);
        expect(cells(joined)).toEqual(pages.flatMap(cells));
        expect(joined.rows.every((row) => row.length === joined.fields.length)).toBe(true);
      })
    );
  });

  it('keep what is no number as it is, and read numbers in the unit of their column', () => {
    fc.assert(
      fc.property(page, (table) => {
        const { paths } = interpretPaths(table);
        cells(table).forEach((row, index) => {
          const found = paths[index];
          const number = (name: string, factor: number) =>
            row[name] === undefined || row[name] === 'n/a' ? undefined : Number(row[name]) * factor;
          expect(found?.bytes).toBe(number('traffic_mb', 1e6));
          expect(found?.roundTripTimeMicroseconds).toBe(number('rtt_ms', 1e3));
          expect(found?.impactScore).toBe(number('impact_score', 1));
          expect(found?.localZoneId).toBe(row.local_az_id);
          expect(found?.extras.get('loss')).toBe(row.loss);
          expect(found?.extras.get('traffic_mb')).toBe(row.traffic_mb === 'n/a' ? 'n/a' : undefined);
        });
      })
    );
  });
});

describe('subnet pairs in a cell', () => {
  it('are read back as they were written, with amounts as numbers or texts', () => {
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 4 }), fc.boolean(), (pairs, isText) => {
        const written = pairs.map(({ localSubnetId, remoteSubnetId, bytes }) => ({
          local_subnet_id: localSubnetId,
          remote_subnet_id: remoteSubnetId,
          ...(bytes !== undefined && { data_transferred_bytes: isText ? String(bytes) : bytes }),
        }));
        expect(parseSubnetPairs(JSON.stringify(written))).toEqual(pairs);
      })
    );
  });

  it.each(['', 'null', '{}', '[1]', '[{}]', '[{"bytes":1}]', '[{"local_subnet_id":"s1"},2]', '[', '"s1"'])(
    'are not %s',
    (cell) => {
      expect(parseSubnetPairs(cell)).toBeUndefined();
    }
  );
});

describe('filters of paths', () => {
  it('take one value, or up to ten for any of them', () => {
    const values = fc.array(fc.constantFrom('a', 'b'), { maxLength: 12 });
    fc.assert(
      fc.property(
        fc.constantFrom(...PATH_FILTER_FIELDS),
        fc.constantFrom(...PATH_FILTER_OPERATORS),
        values,
        (field, operator, all) => {
          const isRight = all.length >= 1 && all.length <= (operator === 'IN' ? 10 : 1);
          expect(pathFilterProblem({ field, operator, values: all }) === undefined).toBe(isRight);
        }
      )
    );
    expect(pathFilterProblem({ field: 'vpc_id' as never, operator: 'EQUALS', values: ['a'] })).toBeDefined();
    expect(pathFilterProblem({ field: 'impact_level', operator: 'LIKE' as never, values: ['a'] })).toBeDefined();
  });
});
