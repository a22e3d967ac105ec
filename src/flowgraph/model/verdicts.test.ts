import { VERDICT_STATES, type VerdictState } from '../../core/flow/flowVerdict';
import { type Flow } from '../../core/flow/flow';
import { LIST_PRICES } from '../../core/transfer/charges';
import { flowMeasures, measureNamed } from '../../core/graph/measure';
import { treeOfFlows } from '../../core/graph/tree';
import { flowsToFrame, frameToFlows } from '../../frames/flowsFrame';
import { aFlow, aPod } from '../../testing/flows';
import { PALETTE } from '../../testing/scenes';
import { edgesCsv } from './edgesCsv';
import { worstEdgesFirst } from './edgeOrder';
import { encodingOf } from './encoding';
import { type GraphModel } from './graphModel';
import { summaryOf, targetText } from './summary';
import { graphOfView, initialView } from './viewState';

const MEASURES = flowMeasures({ prices: LIST_PRICES });
const BYTES = measureNamed(MEASURES, 'bytes')!;
const LOSSES = measureNamed(MEASURES, 'lossesPerGb')!;

const [web, web2] = [aPod('shop/web-84c96ffcc5-x7k2p'), aPod('shop/web-84c96ffcc5-b9d4f')];
const [api, db] = [aPod('shop/api-84c96ffcc5-x4v7q'), aPod('pay/db-0')];

function judged(flow: Flow, state: VerdictState): Flow {
  return { ...flow, verdict: { state, reason: `Because ${state}.` } };
}

const FLOWS = [
  judged(aFlow(web, api, { bytes: 900, port: 8080 }), 'allowed'),
  judged(aFlow(web2, api, { bytes: 10, port: 8080 }), 'denied'),
  judged(aFlow(api, db, { bytes: 5, port: 5432 }), 'newly-denied'),
  judged(aFlow(web, db, { bytes: 70, port: 5432 }), 'unknown'),
  judged(aFlow(web2, db, { bytes: 70, port: 5432 }), 'newly-allowed'),
];

function graphOf(flows: readonly Flow[], maxEdges = Infinity) {
  const tree = treeOfFlows(flows, 'namespace');
  const graph = graphOfView(tree, initialView('namespace', 'workload'), maxEdges);
  return { tree, graph };
}

function encoded(flows: readonly Flow[]) {
  const { graph } = graphOf(flows);
  const encoding = encodingOf(graph, { width: BYTES, color: LOSSES, palette: PALETTE, hasLabels: false });
  return { encoding, edges: graph.edges };
}

const nameOf = ({ source, target }: { source: string; target: string }) =>
  [source, target].map((id) => id.split('/').pop()).join(' ');

it('survives a frame, and frames without verdicts have no columns for them', () => {
  const window = { startMs: 0, endMs: 1_000 };
  expect(frameToFlows(flowsToFrame(FLOWS, window)).map(({ verdict }) => verdict)).toEqual(
    FLOWS.map(({ verdict }) => verdict)
  );
  const without = FLOWS.map(({ verdict: _, ...flow }) => flow);
  expect(flowsToFrame(without, window).fields.filter(({ name }) => name.startsWith('verdict'))).toEqual([]);
});

it('colors each edge by the worst verdict of its flows', () => {
  const { encoding, edges } = encoded(FLOWS);
  expect(new Map(edges.map((edge) => [nameOf(edge), encoding.colorStepOf(edge)]))).toEqual(
    new Map([
      ['web api', expect.objectContaining({ color: PALETTE.verdicts.denied, isDashed: true })],
      ['api db', expect.objectContaining({ color: PALETTE.verdicts['newly-denied'], isDashed: true })],
      ['web db', expect.objectContaining({ color: PALETTE.verdicts.unknown, isDashed: false })],
    ])
  );
  const [worst] = [...edges].sort((a, b) => encoding.colorStepOf(b).rank - encoding.colorStepOf(a).rank);
  expect(worst && nameOf(worst)).toBe('api db');
});

it('writes on an edge how many of its flows are denied if that is only a part', () => {
  const { encoding, edges } = encoded(FLOWS);
  const labels = new Map(edges.map((edge) => [nameOf(edge), encoding.labelOf(edge)]));
  expect(labels.get('web api')).toBe('1 of 2 denied');
  expect(labels.get('api db')).toBe('5 B');
});

it('explains the verdicts of the graph in the legend, always allowed and denied', () => {
  const statesOf = (flows: readonly Flow[]) => {
    const { color } = encoded(flows).encoding;
    return color.kind === 'verdict' ? color.states.map(({ state }) => state) : [];
  };
  expect(statesOf(FLOWS)).toEqual(VERDICT_STATES);
  expect(statesOf(FLOWS.slice(0, 1))).toEqual(['allowed', 'denied']);
});

it('never omits a denied edge, lists it first, and counts flows by verdict', () => {
  const { tree, graph } = graphOf(FLOWS, 1);
  expect(graph.edges.map(nameOf)).toEqual(['web api', 'api db']);
  const whole = graphOf(FLOWS).graph;
  expect(worstEdgesFirst(whole).map(nameOf)).toEqual(['web api', 'api db', 'web db']);
  expect(summaryOf(whole, tree)).toMatch(
    / Flows: 1 newly denied, 1 denied, 1 not known, 1 newly allowed, 1 allowed\.$/
  );
  const [edge] = whole.edges;
  const data = { tree, measures: MEASURES, facts: new Map() };
  expect(
    targetText({ data, graph: whole, lines: whole } as unknown as GraphModel, { kind: 'edge', id: edge!.id })
  ).toMatch(/^web to api, 1 denied, 1 allowed: /);
});

it('exports the verdicts of edges, and no column if there are none', () => {
  const csvOf = (flows: readonly Flow[]) => edgesCsv(graphOf(flows).graph, MEASURES).split('\r\n');
  expect(csvOf(FLOWS)[0]).toContain(',Verdict,');
  expect(csvOf(FLOWS).some((row) => row.includes('"1 denied, 1 allowed"'))).toBe(true);
  expect(csvOf([aFlow(web, api, { bytes: 1 })])[0]).not.toContain('Verdict');
});
