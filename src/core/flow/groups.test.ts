import fc from 'fast-check';
import { aFlow, aPod } from '../../testing/flows';
import { bytesOf, crossesZones, type Flow, roundTripTimeMicrosecondsOf, timeoutsOf } from './flow';
import { flowPathsOf, hopsOf } from './hops';
import { groupValue } from './groupField';
import { emptyLookup } from './endpointOf';
import { type FlowTimeSeries, groupSeries } from './timeSeries';
import { topTalkers } from './topTalkers';

const END = [
  aPod('shop/ui-84c96ffcc5-x2k4z', { zoneId: 'use1-az1', node: 'n1', instanceId: 'i-1', ip: '10.0.1.5' }),
  aPod('shop/ui-84c96ffcc5-b7k9d', { zoneId: 'use1-az2', node: 'n2', instanceId: 'i-2', ip: '10.0.2.6' }),
  aPod('shop/cart-68d8f6bdd6-qq2jx', { zoneId: 'use1-az1', ip: '10.0.1.7' }),
  { ip: '52.216.1.1', external: { kind: 's3' as const, name: 'Amazon S3' } },
];
const end = fc.constantFrom(...END);
const construct = fc.constantFrom(
  { type: 'AWS::EC2::NetworkInterface', id: 'eni-1' },
  { type: 'NatGateway', id: 'nat-1' },
  { type: 'AWS::EC2::Instance', id: 'i-1' }
);
const facts = fc.record(
  {
    bytes: fc.nat(1_000),
    retransmissions: fc.nat(9),
    timeouts: fc.nat(9),
    roundTripTimeMicroseconds: fc.nat(5_000),
    port: fc.constantFrom(80, 443),
  },
  { requiredKeys: [] }
);
const flow = fc
  .tuple(end, end, facts, fc.array(construct, { maxLength: 2 }))
  .map(([client, server, values, path]): Flow => ({ ...aFlow(client, server, values), path }));
const flows = fc.array(flow, { maxLength: 15 });

const sum = (values: ReadonlyArray<number | undefined>) =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);

describe('top talkers', () => {
  it('have the numbers of the flows of their group', () => {
    const fields = ['clientWorkload', 'serverName', 'port'] as const;
    fc.assert(
      fc.property(flows, (some) => {
        for (const talker of topTalkers(some, fields)) {
          const group = some.filter((one) =>
            fields.every((field, index) => groupValue(one, field) === talker.group[index])
          );
          expect(talker.flowCount).toBe(group.length);
          expect(talker.bytes ?? 0).toBe(sum(group.map(bytesOf)));
          expect(talker.crossZoneBytes ?? 0).toBe(sum(group.filter(crossesZones).map(bytesOf)));
          expect(talker.timeouts ?? 0).toBe(sum(group.map(timeoutsOf)));
          expect(talker.chargedBytes?.natGateway ?? 0).toBe(
            sum(group.filter(({ path }) => path.some(({ type }) => type === 'NatGateway')).map(bytesOf))
          );
          const times = group.flatMap((one) => roundTripTimeMicrosecondsOf(one) ?? []);
          const mean = talker.roundTripTimeMicroseconds;
          expect(mean === undefined).toBe(times.length === 0);
          if (mean !== undefined) {
            expect(mean).toBeGreaterThanOrEqual(Math.min(...times) - 1e-9);
            expect(mean).toBeLessThanOrEqual(Math.max(...times) + 1e-9);
          }
        }
      })
    );
  });

  it('come with the most bytes first, and those whose bytes are unknown last', () => {
    fc.assert(
      fc.property(flows, (some) => {
        const bytes = topTalkers(some, ['clientPod', 'serverPod']).map((talker) => talker.bytes ?? -1);
        expect(bytes).toEqual([...bytes].sort((a, b) => b - a));
      })
    );
  });
});

describe('the hops of a flow', () => {
  it('are the same in the other direction, seen from the other end', () => {
    fc.assert(
      fc.property(flow, (one) => {
        const back = { ...one, client: one.server, server: one.client, path: [...one.path].reverse() };
        const labels = (hops: ReturnType<typeof hopsOf>) => hops.map(({ label }) => label);
        expect(labels(hopsOf(back))).toEqual(labels(hopsOf(one)).reverse());
      })
    );
  });

  it('show the instance of an end once, as its node', () => {
    fc.assert(
      fc.property(flow, (one) => {
        const ids = hopsOf(one).flatMap(({ resource }) => resource?.id ?? []);
        const own = [one.client.instanceId, one.server.instanceId].filter((id) => id !== undefined);
        for (const id of new Set(own)) {
          expect(ids.filter((some) => some === id)).toHaveLength(own.filter((some) => some === id).length);
        }
      })
    );
  });
});

describe('paths of flows', () => {
  it('contain each flow once and lose nothing, regardless of the order of flows', () => {
    fc.assert(
      fc.property(flows, (some) => {
        const paths = flowPathsOf(some);
        expect(sum(paths.map(({ flowCount }) => flowCount))).toBe(some.length);
        expect(sum(paths.map(({ bytes }) => bytes))).toBe(sum(some.map(bytesOf)));
        expect(flowPathsOf([...some].reverse())).toEqual(paths);
        const losses = paths.map((path) => path.losses ?? 0);
        expect(losses).toEqual([...losses].sort((a, b) => b - a));
        expect(paths.flatMap(({ hops }) => hops).filter(({ kind }) => kind === 'pod')).toEqual([]);
      })
    );
  });
});

describe('time series of groups', () => {
  const addresses = ['10.0.1.5', '10.0.2.6', '10.0.1.7', '203.0.113.9'];
  const STEP = 30_000;
  /** What passed on a connection, and in which steps which of its ends reported it. */
  const connection = fc.record({
    client: fc.constantFrom(...addresses),
    server: fc.constantFrom(...addresses),
    values: fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 4, maxLength: 4 }),
    byClient: fc.subarray([0, 1, 2, 3]),
    byServer: fc.subarray([0, 1, 2, 3]),
  });
  const connections = fc.uniqueArray(connection, {
    selector: ({ client, server }) => `${client}>${server}`,
    minLength: 1,
    maxLength: 6,
  });

  interface Connection {
    client: string;
    server: string;
    values: number[];
    byClient: number[];
    byServer: number[];
  }

  function seriesOf({ client, server, values, byClient, byServer }: Connection): FlowTimeSeries[] {
    const of = (labels: FlowTimeSeries['labels'], steps: readonly number[]) => ({
      labels,
      timesMs: steps.map((step) => step * STEP),
      values: steps.map((step) => values[step] ?? 0),
    });
    return [
      of({ local_address: client, local_port: '0', remote_address: server, remote_port: '80' }, byClient),
      of({ local_address: server, local_port: '80', remote_address: client, remote_port: '0' }, byServer),
    ].filter(({ timesMs }) => timesMs.length > 0);
  }

  it('count the bytes of each step once, whichever end reported it', () => {
    fc.assert(
      fc.property(connections, (some) => {
        const [group] = groupSeries(some.flatMap(seriesOf), {
          metric: 'DATA_TRANSFERRED',
          groupBy: [],
          filters: [],
          lookup: emptyLookup(),
        });
        const expected = [0, 1, 2, 3].flatMap((step) => {
          const known = some.filter(({ byClient, byServer }) => byClient.includes(step) || byServer.includes(step));
          return known.length === 0 ? [] : [[step * STEP, sum(known.map(({ values }) => values[step]))]];
        });
        expect(group?.timesMs.map((timeMs, index) => [timeMs, group.values[index]]) ?? []).toEqual(expected);
      })
    );
  });

  it('count the losses of both ends', () => {
    fc.assert(
      fc.property(connections, (some) => {
        const [group] = groupSeries(some.flatMap(seriesOf), {
          metric: 'TIMEOUTS',
          groupBy: [],
          filters: [],
          lookup: emptyLookup(),
        });
        const reported = some.flatMap(({ values, byClient, byServer }) =>
          [...byClient, ...byServer].map((step) => values[step])
        );
        expect(sum(group?.values ?? [])).toBe(sum(reported));
      })
    );
  });
});
