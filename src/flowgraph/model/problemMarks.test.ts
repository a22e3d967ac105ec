import { treeOfFlows } from '../../core/graph/tree';
import { aFlow, aPod } from '../../testing/flows';
import { ENCODING, PALETTE } from '../../testing/scenes';
import { problemMarksOf } from './problemMarks';
import { graphOfView, initialView, lineView } from './viewState';
import { type GraphLevel } from '../../core/graph/level';

const [, SOME, SEVERE] = PALETTE.steps;
const lossy = (client: string, server: string, perGb: number) =>
  aFlow(aPod(`shop/${client}-0`), aPod(`shop/${server}-0`), { bytes: 1e9, retransmissions: perGb });

/** The marks of a view whose problems are all edges of the graph, in the given order of flows. */
function marksAt(level: GraphLevel, flows: ReadonlyArray<ReturnType<typeof lossy>>) {
  const tree = treeOfFlows(flows, 'namespace');
  const view = initialView('namespace', level);
  const { edges } = graphOfView(tree, view, Infinity);
  const worstFirst = [...edges].sort((a, b) => (b.retransmissions ?? 0) - (a.retransmissions ?? 0));
  const linesView = lineView(view, tree);
  const drawn = graphOfView(tree, linesView, Infinity).edges;
  return { edges: worstFirst, drawn, ...problemMarksOf(worstFirst, ENCODING, tree, { zoomedView: view, linesView }) };
}

it('numbers lines by the places of their problems', () => {
  const { edges, lines } = marksAt('workload', [lossy('ui', 'db', 20_000), lossy('ui', 'cache', 2_000)]);
  expect(edges.map(({ id }) => lines.get(id)?.place)).toEqual([1, 2]);
  expect(edges.map(({ id }) => lines.get(id)?.colorStep.color)).toEqual([SEVERE, SOME]);
});

it('marks the line that edges are a part of, with the best of their places', () => {
  const fromPods = [3_000, 2_000].map((perGb, index) =>
    aFlow(aPod(`shop/ui-${index}`), aPod('shop/db-0'), { bytes: 1e9, retransmissions: perGb })
  );
  const { edges, lines, ends, drawn } = marksAt('pod', [...fromPods, lossy('ui', 'cache', 1_500)]);
  expect(edges).toHaveLength(3);
  expect(drawn.map(({ id, target }) => [target.split('/').pop(), lines.get(id)?.place]).sort()).toEqual([
    ['cache', 3],
    ['db', 1],
  ]);
  expect(ends.size).toBe(0);
});

it('frames the ends of the first five severe problems', () => {
  const { edges, ends } = marksAt(
    'workload',
    Array.from({ length: 9 }, (_, index) => lossy(`client${index}`, `server${index}`, 30_000 - index))
  );
  const framed = edges.slice(0, 5).flatMap(({ source, target }) => [source, target]);
  expect([...ends.keys()].sort()).toEqual(framed.sort());
  expect(new Set(ends.values())).toEqual(new Set([SEVERE]));
});

it('marks no more lines than the list has rows', () => {
  const { lines } = marksAt(
    'workload',
    Array.from({ length: 20 }, (_, index) => lossy(`client${index}`, `server${index}`, 2_000 + index))
  );
  expect([...lines.values()].map(({ place }) => place)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
});

it('marks the namespaces of a pair of workloads while they are collapsed', () => {
  const flows = [
    aFlow(aPod('shop/ui-0'), aPod('sales/db-0'), { bytes: 1e9, retransmissions: 20_000 }),
    aFlow(aPod('shop/ui-0'), aPod('sales/cache-0'), { bytes: 99e9 }),
  ];
  const tree = treeOfFlows(flows, 'namespace');
  const { edges } = graphOfView(tree, initialView('namespace', 'workload'), Infinity);
  const view = initialView('namespace', 'namespace');
  const [line] = graphOfView(tree, view, Infinity).edges;
  const problems = edges.filter((edge) => ENCODING.colorStepOf(edge).rank > 0);
  const { lines, ends } = problemMarksOf(problems, ENCODING, tree, { zoomedView: view, linesView: view });
  // In the sum, 20,000 losses in 100 GB would not be noticed.
  expect(line && ENCODING.colorStepOf(line).rank).toBe(0);
  expect([...lines]).toEqual([[line?.id, { place: 1, colorStep: expect.objectContaining({ color: SEVERE }) }]]);
  expect([...ends.keys()].sort()).toEqual(['namespace/sales', 'namespace/shop']);
});
