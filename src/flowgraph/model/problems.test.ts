import fc from 'fast-check';
import { type Flow } from '../../core/flow/flow';
import { VERDICT_STATES, type VerdictState } from '../../core/flow/flowVerdict';
import { type FlowGraph, type GraphEdge } from '../../core/graph/graph';
import { flowMeasures, measureNamed } from '../../core/graph/measure';
import { treeOfFlows } from '../../core/graph/tree';
import { LIST_PRICES } from '../../core/transfer/charges';
import { aFlow, aPod } from '../../testing/flows';
import { PALETTE } from '../../testing/scenes';
import { encodingOf, type GraphEncoding } from './encoding';
import { limitReached, problemsOf, problemText } from './problems';
import { graphOfView, initialView } from './viewState';

const MEASURES = flowMeasures({ prices: LIST_PRICES });
const measure = (id: string) => measureNamed(MEASURES, id)!;

function shown(flows: readonly Flow[], color = 'lossesPerGb', before?: readonly Flow[]) {
  const graph = graphOfView(treeOfFlows(flows, 'namespace', before), initialView('namespace', 'workload'), Infinity);
  return { graph, encoding: encodingFor(graph, color, before) };
}

function encodingFor(graph: FlowGraph, color: string, before?: readonly Flow[]): GraphEncoding {
  return encodingOf(graph, {
    width: measure('bytes'),
    color: measure(color),
    palette: PALETTE,
    hasLabels: true,
    ...(before && { comparedTimeRatio: 1 }),
  });
}

const nameOf = ({ source, target }: GraphEdge) => [source, target].map((id) => id.split('/').pop()).join('>');

/** The edges that need attention, by the names of their workloads, worst first. */
function ranked(...args: Parameters<typeof shown>): string[] {
  const { graph, encoding } = shown(...args);
  return problemsOf(graph.edges, encoding).map(nameOf);
}

const pod = (workload: string) => aPod(`shop/${workload}-0`);
const flow = (from: string, to: string, facts: Parameters<typeof aFlow>[2]) => aFlow(pod(from), pod(to), facts);

const judged = (one: Flow, state: VerdictState): Flow => ({ ...one, verdict: { state, reason: `Because ${state}.` } });

describe('problemsOf', () => {
  it('ranks by color, then by the losses beyond the limit, then by bytes', () => {
    const flows = [
      flow('calm', 'db', { bytes: 9e9, retransmissions: 10 }),
      flow('orange', 'db', { bytes: 1e12, retransmissions: 9_000_000 }),
      flow('fluke', 'db', { bytes: 1_000, retransmissions: 40 }),
      flow('red', 'db', { bytes: 1e9, retransmissions: 17_000 }),
      flow('equal', 'large', { bytes: 1e6, retransmissions: 2 }),
    ];
    expect(ranked(flows)).toEqual(['red>db', 'fluke>db', 'orange>db']);
  });

  it('counts all losses of an edge whose bytes are not known', () => {
    const flows = [
      flow('web', 'db', { bytes: 1e9, retransmissions: 5_000 }),
      flow('web', 'blocked', { timeouts: 4_500 }),
      flow('web', 'slow', { timeouts: 3_000 }),
    ];
    expect(ranked(flows)).toEqual(['web>blocked', 'web>db', 'web>slow']);
  });

  it('ranks slow edges by the number of flows that are affected', () => {
    const flows = [
      flow('a', 'db', { bytes: 1, roundTripTimeMicroseconds: 30_000 }),
      ...[1, 2, 3].map((port) => flow('b', 'db', { bytes: 1, port, roundTripTimeMicroseconds: 30_000 })),
      flow('c', 'db', { bytes: 1, roundTripTimeMicroseconds: 1_000 }),
    ];
    expect(ranked(flows, 'roundTripTime')).toEqual(['b>db', 'a>db']);
  });
});

/** What a graph without an incident contains: mostly healthy edges, and some that reach limits by chance or a little. */
const NOISE = {
  healthy: fc.record({ gigabytes: fc.double({ min: 0.001, max: 100, noNaN: true }), perGb: fc.nat(900) }),
  warning: fc.record({ gigabytes: fc.double({ min: 0.001, max: 100, noNaN: true }), perGb: fc.nat(9_000) }),
  /** Few losses of a few bytes, of which the ratio is enormous. */
  fluke: fc.record({ bytes: fc.integer({ min: 1, max: 100_000 }), losses: fc.nat(40) }),
  /** Flows that are among the largest by losses, but not by bytes. */
  withoutBytes: fc.record({ losses: fc.nat(40) }),
};
const noise = fc.oneof(
  { weight: 6, arbitrary: NOISE.healthy },
  { weight: 2, arbitrary: NOISE.warning },
  { weight: 1, arbitrary: NOISE.fluke },
  { weight: 1, arbitrary: NOISE.withoutBytes }
);
type Noise = typeof noise extends fc.Arbitrary<infer Value> ? Value : never;

function factsOf(one: Noise): { bytes?: number; retransmissions: number } {
  return 'gigabytes' in one
    ? { bytes: one.gigabytes * 1e9, retransmissions: Math.floor(one.gigabytes * one.perGb) }
    : { ...('bytes' in one && { bytes: one.bytes }), retransmissions: one.losses };
}

/** Pairs of the numbers of workloads, as in real clusters: around a hub, in a chain, in layers, each with each, or any. */
const pairs = fc.integer({ min: 2, max: 12 }).chain((size) => {
  const all = Array.from({ length: size }, (_, index) => index);
  const number = fc.integer({ min: 0, max: size - 1 });
  const shapes: Array<Array<[number, number]>> = [
    all.map((index) => [0, index]),
    all.map((index) => [index, 0]),
    all.slice(1).map((index) => [index - 1, index]),
    all.flatMap((index) =>
      (index % 2 === 0 ? all.filter((other) => other % 2 === 1) : []).map((other) => [index, other] as [number, number])
    ),
    all.flatMap((from) => all.map((to) => [from, to] as [number, number])),
  ];
  return fc.oneof(
    fc.constantFrom(...shapes).filter((shape) => shape.length > 0),
    fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 30 })
  );
});

const [FROM, TO] = ['w0', 'w1'];
const PLANTED = `${FROM}>${TO}`;

/** A graph of at most 30 flows between other pairs than the planted one, and a permutation of the flows. */
function graphWith<Value>(value: fc.Arbitrary<Value>) {
  const flows = pairs.chain((chosen) =>
    fc.tuple(
      ...chosen
        .filter(([from, to]) => from !== to && `w${from}>w${to}` !== PLANTED)
        .slice(0, 30)
        .map((pair) => fc.tuple(fc.constant(pair), value))
    )
  );
  return flows.map((all) => all.map(([[from, to], one]) => ({ from: `w${from}`, to: `w${to}`, value: one })));
}

describe('with one planted incident', () => {
  it('is first if it loses many segments, among edges that lose some by chance', () => {
    fc.assert(
      fc.property(
        graphWith(noise),
        fc.double({ min: 1, max: 100, noNaN: true }),
        fc.integer({ min: 15_000, max: 1_000_000 }),
        fc.nat(30),
        (others, gigabytes, perGb, place) => {
          const flows = others.map(({ from, to, value }) => flow(from, to, factsOf(value)));
          const facts = { bytes: gigabytes * 1e9, retransmissions: Math.ceil(gigabytes * perGb) };
          flows.splice(place, 0, flow(FROM, TO, facts));
          expect(ranked(flows)[0]).toBe(PLANTED);
        }
      )
    );
  });

  it('is first if nothing arrives, among healthy edges', () => {
    fc.assert(
      fc.property(graphWith(NOISE.healthy), fc.integer({ min: 10, max: 1e6 }), (others, timeouts) => {
        const flows = others.map(({ from, to, value }) => flow(from, to, factsOf(value)));
        expect(ranked([...flows, flow(FROM, TO, { timeouts })])[0]).toBe(PLANTED);
      })
    );
  });

  it('is first if it is slow, among edges with usual round-trip times', () => {
    const microseconds = fc.integer({ min: 50, max: 19_000 });
    fc.assert(
      fc.property(graphWith(microseconds), fc.integer({ min: 20_000, max: 1e6 }), (others, slow) => {
        const withTime = (from: string, to: string, roundTripTimeMicroseconds: number) =>
          flow(from, to, { bytes: 1e6, roundTripTimeMicroseconds });
        const flows = others.map(({ from, to, value }) => withTime(from, to, value));
        expect(ranked([...flows, withTime(FROM, TO, slow)], 'roundTripTime')[0]).toBe(PLANTED);
      })
    );
  });

  it('is first if it is new, among edges that grow, shrink, appear with few bytes, or disappear', () => {
    const change = fc.record({ before: fc.nat(1_000_000), now: fc.nat(1_000_000) });
    fc.assert(
      fc.property(graphWith(change), fc.integer({ min: 31_000_001, max: 1e9 }), (others, bytes) => {
        const at = (time: 'before' | 'now') =>
          others.flatMap(({ from, to, value }) => (value[time] > 0 ? [flow(from, to, { bytes: value[time] })] : []));
        expect(ranked([...at('now'), flow(FROM, TO, { bytes })], 'bytes', at('before'))[0]).toBe(PLANTED);
      })
    );
  });

  it.each<[VerdictState, VerdictState[]]>([
    ['denied', ['allowed', 'newly-allowed', 'unknown']],
    ['newly-denied', VERDICT_STATES.filter((state) => state !== 'newly-denied')],
  ])('is first if it is %s, among edges that are %s', (planted, states) => {
    fc.assert(
      fc.property(graphWith(fc.constantFrom(...states)), (others) => {
        const flows = others.map(({ from, to, value }) => judged(flow(from, to, { bytes: 1e9 }), value));
        expect(ranked([judged(flow(FROM, TO, { bytes: 1 }), planted), ...flows])[0]).toBe(PLANTED);
      })
    );
  });
});

describe('for any graph', () => {
  it('lists exactly the edges that need attention, by the rank of their color', () => {
    fc.assert(
      fc.property(graphWith(noise), (others) => {
        const { graph, encoding } = shown(others.map(({ from, to, value }) => flow(from, to, factsOf(value))));
        const ranks = problemsOf(graph.edges, encoding).map((edge) => encoding.colorStepOf(edge).rank);
        const expected = graph.edges.map((edge) => encoding.colorStepOf(edge).rank).filter((rank) => rank > 0);
        expect(ranks).toEqual(expected.sort((a, b) => b - a));
      })
    );
  });

  it('does not depend on the order of edges, even if several are equally bad', () => {
    const equal = fc.constantFrom<Noise>({ bytes: 100, losses: 20 }, { bytes: 100, losses: 3 }, { losses: 12 });
    const permuted = graphWith(equal).chain((others) =>
      fc.tuple(fc.constant(others), fc.shuffledSubarray(others, { minLength: others.length }))
    );
    fc.assert(
      fc.property(permuted, ([others, shuffled]) => {
        const { graph, encoding } = shown(others.map(({ from, to, value }) => flow(from, to, factsOf(value))));
        const { graph: again } = shown(shuffled.map(({ from, to, value }) => flow(from, to, factsOf(value))));
        const ids = (edges: readonly GraphEdge[]) => problemsOf(edges, encoding).map(({ id }) => id);
        expect(ids([...again.edges].reverse())).toEqual(ids(graph.edges));
      })
    );
  });
});

describe('problemText', () => {
  const textOf = (flows: Flow[], color: string, before?: Flow[]) => {
    const { graph, encoding } = shown(flows, color, before);
    return problemsOf(graph.edges, encoding).map((edge) => problemText(edge, encoding));
  };

  it.each([
    ['lossesPerGb', { bytes: 1e9, retransmissions: 17_000 }, '17 K/GB'],
    ['lossesPerGb', { timeouts: 240 }, '240 losses'],
    ['timeouts', { bytes: 1, timeouts: 240 }, '240 retransmission timeouts'],
    ['roundTripTime', { bytes: 1, roundTripTimeMicroseconds: 30_000 }, '30 ms'],
  ])('has the value of %s with its unit', (color, facts, text) => {
    expect(textOf([flow('web', 'db', facts)], color)).toEqual([text]);
  });

  it('says how an edge has changed', () => {
    const [then, now] = [flow('web', 'db', { bytes: 10 }), flow('web', 'db', { bytes: 32 })];
    expect(textOf([now, flow('web', 'mail', { bytes: 1 })], 'bytes', [then])).toEqual(['new', '×3.2']);
  });

  it('counts the verdicts of an edge', () => {
    expect(textOf([judged(flow('web', 'db', { bytes: 1 }), 'denied')], 'bytes')).toEqual(['1 denied']);
  });
});

it('knows the limit that an edge reaches', () => {
  const { graph, encoding } = shown([
    flow('a', 'db', { bytes: 1e9, retransmissions: 17_000 }),
    flow('b', 'db', { bytes: 1e9, retransmissions: 1_700 }),
    flow('c', 'db', { bytes: 1e9, retransmissions: 17 }),
  ]);
  const limits = graph.edges.map((edge) => [nameOf(edge), limitReached(edge, encoding.color)]);
  expect(Object.fromEntries(limits)).toEqual({ 'a>db': 10_000, 'b>db': 1_000, 'c>db': undefined });
});
