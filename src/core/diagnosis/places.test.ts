import { aFlow, aPod } from '../../testing/flows';
import { from, someObservations, somePairs, stepMs } from '../../testing/observations';
import { ALLOWANCES } from '../prometheus/agent/allowances';
import { asObserved } from './asObserved';
import { diagnose } from './diagnose';
import { diagnosisAt } from './diagnosisAt';
import { graphTargetOf, placeOfGraphTarget } from './graphTarget';
import { impactOfSymptoms } from './impact';
import { isAt, isFlowAt, isSymptomAt } from './isAt';
import { type EndPlace, type Place } from './place';
import { trendsAt } from './trends';

const workload = (name: string): Extract<EndPlace, { kind: 'workload' }> => ({
  kind: 'workload',
  namespace: 'shop',
  workload: name,
});
const pair = (client: string, server: string) =>
  ({ kind: 'pair', client: workload(client), server: workload(server) }) as const;
const node = (name: string) => ({ kind: 'node', node: name }) as const;
const S3: EndPlace = { kind: 'external', name: 'Amazon S3' };

const flows = [
  aFlow(
    aPod('shop/web-84c96ffcc5-x2k4z', { node: 'a1', zoneId: 'az1' }),
    aPod('shop/api-84c96ffcc5-b7d9f', { node: 'b1', zoneId: 'az2' })
  ),
  aFlow(aPod('shop/web-84c96ffcc5-x2k4z', { node: 'a1', zoneId: 'az1' }), {
    ip: '192.0.2.1',
    external: { kind: 's3', name: 'Amazon S3' },
  }),
];

describe('whether something is at a place', () => {
  it.each<[Place, Place, boolean]>([
    [pair('web', 'api'), workload('web'), true],
    [workload('api'), pair('web', 'api'), true],
    [pair('web', 'api'), workload('db'), false],
    [{ ...pair('web', 'api'), acrossZones: true }, pair('web', 'api'), true],
    [{ kind: 'interface', node: 'a1', eni: 'eni-1' }, node('a1'), true],
    [{ kind: 'interface', node: 'a1', eni: 'eni-1' }, node('a2'), false],
    [{ kind: 'monitor', monitor: 'demo' }, { kind: 'cluster' }, true],
    [{ kind: 'monitor', monitor: 'demo' }, workload('web'), false],
  ])('%j and %j: %s', (a, b, expected) => {
    expect([isAt(a, b), isAt(b, a)]).toEqual([expected, expected]);
  });

  it('depends for flows on both ends, their nodes, and their zones', () => {
    const indicesAt = (place: Place) => flows.flatMap((flow, index) => (isFlowAt(flow, place) ? [index] : []));
    expect(indicesAt(workload('web'))).toEqual([0, 1]);
    expect(indicesAt(pair('web', 'api'))).toEqual([0]);
    expect(indicesAt(pair('api', 'web'))).toEqual([]);
    expect(indicesAt(node('b1'))).toEqual([0]);
    expect(indicesAt(S3)).toEqual([1]);
    expect(indicesAt({ kind: 'zonePair', zones: ['az1', 'az2'] })).toEqual([0]);
    expect(indicesAt({ kind: 'cluster' })).toEqual([0, 1]);
  });
});

describe('a pair from the labels of an alert', () => {
  it('gets the direction in which connections were opened', () => {
    const observed = [pair('web', 'api')];
    expect(asObserved(pair('api', 'web'), observed)).toEqual(pair('web', 'api'));
    expect(asObserved(pair('web', 'api'), observed)).toEqual(pair('web', 'api'));
    expect(asObserved({ ...pair('api', 'web'), acrossZones: true }, observed)).toMatchObject({
      client: workload('web'),
      acrossZones: true,
    });
    expect(asObserved(pair('api', 'db'), observed)).toEqual(pair('api', 'db'));
  });
});

describe('a selection in the flow graph', () => {
  it.each<[Place]>([
    [workload('web')],
    [pair('web', 'api')],
    [S3],
    [{ kind: 'pair', client: workload('web'), server: S3 }],
    [node('b1')],
  ])('of %j is the same place again', (place) => {
    const target = graphTargetOf(place, flows);
    expect(target && placeOfGraphTarget(target, flows)).toEqual(place);
  });

  it('shows pairs of zones as edges between zones, and nodes by zones', () => {
    expect(graphTargetOf({ kind: 'zonePair', zones: ['az1', 'az2'] }, flows)).toEqual({
      grouping: 'zone',
      id: 'zone/az1>zone/az2',
    });
    expect(graphTargetOf({ kind: 'interface', node: 'a1', eni: 'eni-1' }, flows)).toEqual({
      grouping: 'node',
      id: 'node/a1',
    });
  });

  it('is missing for places that have no flows, and has no place if it is a group', () => {
    expect(graphTargetOf(workload('db'), flows)).toBeUndefined();
    expect(graphTargetOf({ kind: 'cluster' }, flows)).toBeUndefined();
    expect(placeOfGraphTarget({ grouping: 'namespace', id: 'namespace/shop' }, flows)).toBeUndefined();
    expect(placeOfGraphTarget({ grouping: 'namespace', id: 'no>edge' }, flows)).toBeUndefined();
  });
});

describe('a place in a diagnosis', () => {
  const observations = someObservations({
    pairs: somePairs([
      ['shop/web@a1', 'shop/api@b1', { bytes: 6e6, retransmissions: from(2, 0, 60) }],
      ['shop/web@a2', 'shop/api@b2', { bytes: 6e6, retransmissions: from(2, 0, 60) }],
      ['shop/api@a1', 'shop/db@b1', { bytes: 3e6 }],
      ['shop/api@a2', 'shop/db@b2', { bytes: 3e6 }],
    ]),
    allowances: [
      {
        metric: ALLOWANCES[0],
        series: [
          { labels: { node: 'c1', eni: 'eni-1' }, timesMs: [stepMs(3)], values: [40] },
          { labels: { node: 'c1', eni: 'eni-2' }, timesMs: [stepMs(3)], values: [2] },
        ],
      },
    ],
  });
  const { causes, symptoms, traffic } = diagnose(observations);

  it('has the causes of what is wrong there, the closest first', () => {
    const causesAt = (place: Place) => diagnosisAt({ causes, symptoms }, place).causes;
    expect(causes.length).toBeGreaterThan(1);
    const [first] = causesAt(pair('web', 'api'));
    expect(first?.explains.map(({ place }) => place)).toContainEqual(pair('web', 'api'));
    expect(causesAt(node('c1')).map(({ kind }) => kind)).toEqual(['allowance']);
    expect(causesAt(workload('db'))).toEqual([]);
    expect(causesAt({ kind: 'cluster' })).toHaveLength(causes.length);
  });

  it('has the symptoms there that no cause explains', () => {
    const unexplainedAt = (place: Place) => diagnosisAt({ causes: [], symptoms }, place).unexplained;
    expect(unexplainedAt(node('c1')).map(({ kind }) => kind)).toEqual(['allowanceExceeded', 'allowanceExceeded']);
    expect(diagnosisAt({ causes, symptoms }, { kind: 'cluster' }).unexplained).toEqual([]);
  });

  it('has the symptoms of connections that pass its nodes', () => {
    const [loss] = symptoms.filter(({ kind }) => kind === 'lossyPair');
    expect([node('a1'), node('b1'), node('c1')].map((place) => loss && isSymptomAt(loss, place))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('has its traffic, its losses, and the packets above allowances over time', () => {
    const trendsOf = (place: Place) => traffic && trendsAt(place, traffic, observations);
    const ofPair = trendsOf(pair('web', 'api'));
    expect(ofPair?.timesMs[0]).toBe(stepMs(-9));
    expect(ofPair?.bytesPerSecond[0]).toBe(12e6 / 60);
    expect(ofPair?.losses).toEqual(from(2, 0, 120));
    expect(ofPair).not.toHaveProperty('exceededPackets');
    expect(trendsOf({ kind: 'cluster' })?.bytesPerSecond[0]).toBe(18e6 / 60);
    expect(trendsOf(node('c1'))?.exceededPackets?.[12]).toBe(42);
    expect(trendsOf({ kind: 'interface', node: 'c1', eni: 'eni-2' })?.exceededPackets?.[12]).toBe(2);
  });

  it('is affected in total by what its symptoms affect', () => {
    const loss = symptoms.filter(({ kind }) => kind === 'lossyPair');
    expect(impactOfSymptoms(loss)).toEqual({ pods: 4, share: 12 / 18 });
    expect(impactOfSymptoms([])).toEqual({});
  });
});
