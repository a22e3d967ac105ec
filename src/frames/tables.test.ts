import { type DataFrame, FieldType } from '@grafana/data';
import { topTalkers } from '../core/flow/topTalkers';
import { type NetworkPath } from '../core/paths/networkPath';
import { aFlow, aPod } from '../testing/flows';
import { placesIn } from './flowLinks';
import { insightsSeriesFrames, insightsTableFrame } from './insightsFrames';
import { inventoryFrame } from './inventoryFrames';
import { networkPathsFrame } from './networkPathsFrame';
import { LIST_PRICES } from '../core/transfer/charges';
import { topTalkersFrame } from './topTalkersFrame';

const rowsOf = (frame: DataFrame) =>
  Array.from({ length: frame.length }, (_, row) =>
    Object.fromEntries(frame.fields.map(({ name, values }) => [name, values[row]]))
  );
const NOWHERE = placesIn([]);
const namesOf = (frame: DataFrame) => frame.fields.map(({ name }) => name);
const unitOf = (frame: DataFrame, name: string) => frame.fields.find((field) => field.name === name)?.config.unit;

describe('the top talkers frame', () => {
  const fields = ['clientWorkload', 'port'] as const;
  const ui = aPod('shop/ui-84c96ffcc5-x2k4z');
  const talkers = topTalkers([aFlow(ui, { ip: '10.0.0.1' }, { bytes: 0, port: 80 }), aFlow({}, ui)], fields);

  it('has a column per field, and distinguishes unknown values from zero', () => {
    const frame = topTalkersFrame(talkers, fields, { prices: LIST_PRICES, places: NOWHERE, refId: 'A' });
    expect(rowsOf(frame)).toEqual([
      expect.objectContaining({ clientWorkload: 'ui', port: 80, bytes: 0, retransmissions: null, flowCount: 1 }),
      expect.objectContaining({ clientWorkload: null, port: null, bytes: null, flowCount: 1 }),
    ]);
    expect([unitOf(frame, 'bytes'), unitOf(frame, 'roundTripTimeMicroseconds')]).toEqual(['decbytes', 'µs']);
    expect(frame.fields[1]?.type).toBe(FieldType.number);
  });

  it('has no columns without rows, because Grafana would show the sum of an empty column as 0', () => {
    const frame = topTalkersFrame([], fields, { prices: LIST_PRICES, places: NOWHERE, refId: 'A' });
    expect([frame.refId, frame.length, frame.fields]).toEqual(['A', 0, []]);
  });

  it('has one row if flows are not grouped, without values that no flow reports', () => {
    const flow = aFlow(aPod('a/b-0'), aPod('c/d-0'), { retransmissions: 3 });
    const frame = topTalkersFrame(topTalkers([flow, flow], []), [], { prices: LIST_PRICES, places: NOWHERE });
    expect(rowsOf(frame)).toEqual([expect.objectContaining({ retransmissions: 6, bytes: null, costUsd: null })]);
  });

  it('returns the monthly cost of traffic between zones and through gateways, and nothing if it is unknown', () => {
    const far = aPod('shop/cart-68d8f6bdd6-qq2jx', { zoneId: 'use1-az2' });
    const near = aPod('shop/ui-84c96ffcc5-x2k4z', { zoneId: 'use1-az1' });
    const nat = [{ type: 'AWS::EC2::NatGateway' }];
    const crossing = [
      aFlow(near, far, { bytes: 1e9 }),
      { ...aFlow(near, { external: { kind: 'internet', name: 'Internet' } }, { bytes: 2e9 }), path: nat },
      aFlow(near, near, { bytes: 5e9 }),
      aFlow(far, near, { retransmissions: 3 }),
    ];
    const costOf = (windowMs?: number) => {
      const frame = topTalkersFrame(
        topTalkers(crossing, ['serverName', 'clientWorkload']),
        ['serverName', 'clientWorkload'],
        {
          places: NOWHERE,
          prices: { ...LIST_PRICES, acrossZones: 0.02, natGateway: 0.045 },
          windowMs,
        }
      );
      return Object.fromEntries(
        rowsOf(frame).map(({ serverName, clientWorkload, crossZoneBytes, costUsd }) => [
          `${String(clientWorkload)} to ${String(serverName)}`,
          [crossZoneBytes, costUsd],
        ])
      );
    };
    const hoursPerMonth = 720;
    expect(costOf(3_600_000)).toEqual({
      'ui to shop/cart': [1e9, expect.closeTo(0.02 * hoursPerMonth)],
      'ui to Internet': [0, expect.closeTo(2 * 0.045 * hoursPerMonth)],
      'ui to shop/ui': [0, 0],
      'cart to shop/ui': [null, null],
    });
    expect(costOf()['ui to shop/cart']).toEqual([1e9, expect.closeTo(0.02)]);
  });
});

describe('the insights frames', () => {
  const series = {
    label: 'use1-az1',
    metric: 'DATA_TRANSFERRED' as const,
    category: 'INTER_AZ',
    timesMs: [300_000, 600_000],
    values: [1, 2],
  };

  it('have a row per pair of ends and a column per metric', () => {
    const frame = insightsTableFrame([
      { category: 'INTER_AZ', zoneId: 'use1-az1', remote: 'us-east-1b', values: { DATA_TRANSFERRED: 7, TIMEOUTS: 0 } },
    ]);
    expect(rowsOf(frame)).toEqual([
      expect.objectContaining({ category: 'Cross-zone', localZoneId: 'use1-az1', remote: 'us-east-1b', bytes: 7 }),
    ]);
    expect(rowsOf(frame)[0]).toMatchObject({ timeouts: 0, retransmissions: null, accountId: null });
  });

  it('have a frame per series, named by metric and category only if there are several', () => {
    const [frame] = insightsSeriesFrames([series], { isSeveral: false, refId: 'A' });
    expect(frame?.fields.map(({ type, values }) => [type, values])).toEqual([
      [FieldType.time, series.timesMs],
      [FieldType.number, series.values],
    ]);
    expect(frame?.fields[1]).toMatchObject({
      labels: { label: 'use1-az1' },
      config: { unit: 'decbytes', displayNameFromDS: 'use1-az1' },
    });
    const [timeouts] = insightsSeriesFrames([{ ...series, metric: 'TIMEOUTS' }], { isSeveral: true });
    expect(timeouts?.fields[1]).toMatchObject({
      labels: { label: 'use1-az1', metric: 'Retransmission timeouts', category: 'Cross-zone' },
      config: { unit: 'short', displayNameFromDS: 'use1-az1 · Retransmission timeouts · Cross-zone' },
    });
  });

  it('consist of one empty frame for notices if there is no series', () => {
    const frames = insightsSeriesFrames([], { isSeveral: false, refId: 'A' });
    expect(frames.map(({ refId, length }) => [refId, length])).toEqual([['A', 0]]);
  });
});

describe('the network paths frame', () => {
  const path: NetworkPath = {
    localZoneId: 'use1-az1',
    remoteRegion: 'eu-west-1',
    bytes: 0,
    subnetPairs: [{ localSubnetId: 'subnet-1', bytes: 5 }],
    extras: new Map([
      ['hops', '3'],
      ['bytes', 'n/a'],
    ]),
  };

  it('has the fixed columns first, then unknown ones', () => {
    const frame = networkPathsFrame([path, { subnetPairs: [], extras: new Map() }]);
    expect(rowsOf(frame)).toEqual([
      expect.objectContaining({
        localZoneId: 'use1-az1',
        remoteZoneId: null,
        bytes: 0,
        hops: '3',
        'bytes (as sent)': 'n/a',
      }),
      expect.objectContaining({ localZoneId: null, bytes: null, subnetPairs: null, hops: null }),
    ]);
    expect(JSON.parse(String(rowsOf(frame)[0]?.subnetPairs))).toEqual(path.subnetPairs);
    const known = networkPathsFrame([{ subnetPairs: [], extras: new Map() }]);
    expect(namesOf(frame)).toEqual([...namesOf(known), 'hops', 'bytes (as sent)']);
  });
});

describe('the inventory frames', () => {
  it('show the resources of monitors, if they are known', () => {
    const eks = { type: 'AWS::EKS::Cluster', identifier: 'arn:aws:eks:us-east-1:1:cluster/demo' };
    const detail = { localResources: [eks], remoteResources: [], createdAtMs: 5 };
    const base = { arn: 'arn:1', status: 'ACTIVE' };
    const frame = inventoryFrame({
      kind: 'monitors',
      monitors: [
        { ...base, name: 'a', detail },
        { ...base, name: 'b' },
      ],
    });
    expect(rowsOf(frame)).toMatchObject([
      { monitorName: 'a', localResources: `${eks.type} ${eks.identifier}`, remoteResources: 'All', createdAt: 5 },
      { monitorName: 'b', localResources: null, remoteResources: null, createdAt: null },
    ]);
    expect(frame.fields.find(({ name }) => name === 'createdAt')?.type).toBe(FieldType.time);
  });

  it('have a row per account of a scope, and one row for a scope without accounts', () => {
    const base = { arn: 'arn:1', status: 'SUCCEEDED' };
    const frame = inventoryFrame({
      kind: 'scopes',
      scopes: [
        { ...base, scopeId: 's1', targets: [{ accountId: '1', region: 'us-east-1' }, { accountId: '2' }] },
        { ...base, scopeId: 's2' },
      ],
    });
    expect(rowsOf(frame).map(({ scopeId, accountId }) => [scopeId, accountId])).toEqual([
      ['s1', '1'],
      ['s1', '2'],
      ['s2', null],
    ]);
  });

  it('have a row per account that a scope does not cover, and one row if it covers all', () => {
    const frame = inventoryFrame({
      kind: 'scopeSuggestions',
      coverages: [
        { monitorName: 'a', status: 'INCOMPLETE', accountsToAdd: [{ accountId: '2', membership: 'IN_ORG' }] },
        { monitorName: 'b', status: 'COMPLETE', accountsToAdd: [], updatedAtMs: 7 },
      ],
    });
    expect(rowsOf(frame)).toMatchObject([
      { monitorName: 'a', coverage: 'INCOMPLETE', accountId: '2', membership: 'IN_ORG', updatedAt: null },
      { monitorName: 'b', coverage: 'COMPLETE', accountId: null, updatedAt: 7 },
    ]);
  });

  it('are tables without columns if there are no rows', () => {
    const frame = inventoryFrame({ kind: 'performanceMonitors', monitors: [] }, 'A');
    expect(frame).toMatchObject({ refId: 'A', length: 0, meta: { preferredVisualisationType: 'table' } });
    expect(frame.fields).toEqual([]);
  });
});
