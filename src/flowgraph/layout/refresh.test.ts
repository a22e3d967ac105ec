import fc from 'fast-check';
import { aggregationOfView, graphOfView, initialView } from '../model/viewState';
import { treeTopologyOf, treeOfTable } from '../../core/graph/tree';
import { tableOfFlows } from '../../core/flow/flowTable';
import { aFlow, aPod } from '../../testing/flows';
import { layOut } from './layOut';
import { rectFinder } from './rects';
import { sceneOf, geometryOf, toScene } from './scene';
import { withCells } from './layoutState';
import { toLayoutInput } from './toLayoutInput';

const PODS = ['a/ui-7c4c5d-aaaaa', 'a/ui-7c4c5d-bbbbb', 'a/api-7c4c5d-aaaaa', 'b/db-0'].map((name) => aPod(name));
const BUCKET = { external: { kind: 's3' as const, name: 'Amazon S3' } };
const ENDS = [...PODS, BUCKET];

/** Pairs of endpoints, and their values in two windows. */
const someTalk = fc.array(
  fc.record({
    client: fc.constantFrom(...PODS),
    server: fc.constantFrom(...ENDS),
    values: fc.array(fc.record({ bytes: fc.nat(1e6), retransmissions: fc.nat(1e5) }), { minLength: 2, maxLength: 2 }),
  }),
  { minLength: 1 }
);

describe('a refresh that only changes values', () => {
  it('yields the same scene as one from scratch', () => {
    fc.assert(
      fc.property(someTalk, fc.constantFrom('workload', 'pod'), (talk, level) => {
        const windows = [0, 1].map((at) =>
          tableOfFlows(talk.map(({ client, server, values }) => aFlow(client, server, values[at])))
        );
        const [first, second] = windows;
        if (!first || !second) {
          throw new Error('There are two windows.');
        }
        const at = initialView('namespace', level);
        const shape = treeTopologyOf(first.ends, 'namespace');
        const aggregation = aggregationOfView(shape, at);
        const { topology } = aggregation;
        const positions = layOut(toLayoutInput(shape, [aggregation.topology]), 'auto');
        const { cells } = withCells(
          { key: '', positions, cells: new Map(), pins: {}, isSettled: true },
          shape,
          topology
        );
        const geometry = geometryOf(topology, shape, positions, rectFinder(shape, positions, cells));
        const refreshed = graphOfView(treeOfTable(shape, second), at, Infinity, undefined, aggregation);
        expect(refreshed.topology).toBe(topology);
        const tree = treeOfTable(treeTopologyOf(second.ends, 'namespace'), second);
        const fresh = toScene(graphOfView(tree, at, Infinity), tree, positions, cells);
        expect(sceneOf(refreshed, geometry)).toEqual(fresh);
      })
    );
  });
});
