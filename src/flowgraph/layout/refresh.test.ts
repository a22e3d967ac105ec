import fc from 'fast-check';
import { foldingAt, graphAt, startAt } from '../../core/graph/exploration';
import { shapeOf, treeOfTable } from '../../core/graph/tree';
import { tableOfFlows } from '../../core/flow/flowTable';
import { aFlow, aPod } from '../../testing/flows';
import { place } from './place';
import { rectFinder } from './rects';
import { sceneOf, sceneryOf, toScene } from './scene';
import { withCells } from './stage';
import { survey } from './survey';

const PODS = ['a/ui-7c4c5d-aaaaa', 'a/ui-7c4c5d-bbbbb', 'a/api-7c4c5d-aaaaa', 'b/db-0'].map((name) => aPod(name));
const BUCKET = { external: { kind: 's3' as const, name: 'Amazon S3' } };
const ENDS = [...PODS, BUCKET];

/** Who talks to whom, and what of it two windows tell. */
const someTalk = fc.array(
  fc.record({
    client: fc.constantFrom(...PODS),
    server: fc.constantFrom(...ENDS),
    values: fc.array(fc.record({ bytes: fc.nat(1e6), retransmissions: fc.nat(1e5) }), { minLength: 2, maxLength: 2 }),
  }),
  { minLength: 1 }
);

describe('a refresh that changes values alone', () => {
  it('shows the scene that would be made anew', () => {
    fc.assert(
      fc.property(someTalk, fc.constantFrom('workload', 'pod'), (talk, level) => {
        const windows = [0, 1].map((at) =>
          tableOfFlows(talk.map(({ client, server, values }) => aFlow(client, server, values[at])))
        );
        const [first, second] = windows;
        if (!first || !second) {
          throw new Error('There are two windows.');
        }
        const at = startAt('namespace', level);
        const shape = shapeOf(first.ends, 'namespace');
        const folding = foldingAt(shape, at);
        const { figure } = folding;
        const placement = place(survey(shape, [folding.figure]), 'auto');
        const { slots } = withCells({ key: '', placement, slots: new Map(), pins: {}, isSettled: true }, shape, figure);
        const scenery = sceneryOf(figure, shape, placement, rectFinder(shape, placement, slots));
        const refreshed = graphAt(treeOfTable(shape, second), at, Infinity, undefined, folding);
        expect(refreshed.figure).toBe(figure);
        const tree = treeOfTable(shapeOf(second.ends, 'namespace'), second);
        const copies = toScene(graphAt(tree, at, Infinity), tree, placement, slots);
        expect(sceneOf(refreshed, scenery)).toEqual(copies);
      })
    );
  });
});
