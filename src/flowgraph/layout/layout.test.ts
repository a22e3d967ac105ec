import fc from 'fast-check';
import { type Endpoint, type Flow } from '../../core/flow/flow';
import { type Exploration, explore, graphAt, startAt } from '../../core/graph/exploration';
import { type FlowGraph } from '../../core/graph/graph';
import { type Grouping, GROUPINGS, LEVELS_OF } from '../../core/graph/level';
import { type GraphTree, treeOfFlows } from '../../core/graph/tree';
import { aFlow, aPod } from '../../testing/flows';
import { capacityFor } from './cells';
import { centre, contains, overlap, type Rect } from './geometry';
import { type Ground, type Layout, LAYOUTS, type Placement } from './ground';
import { grow } from './grow';
import { applyPins } from './pin';
import { place } from './place';
import { type Scene, toScene } from './scene';
import { type Stage, withCells } from './stage';
import { survey } from './survey';

/** Less than this is no overlap but rounding. */
const TOUCH = 1e-6;

/** A member of a stateful set: its name tells its workload. */
const podOf = (namespace: number, workload: number, pod = 0): Endpoint => {
  const node = (namespace + workload + pod) % 5;
  return aPod(`ns${namespace}/w${workload}-${pod}`, { zoneId: `use1-az${node % 3}`, node: `node-${node}` });
};
const OUTSIDE: readonly Endpoint[] = [
  { ip: '52.216.1.1', external: { kind: 's3', name: 'Amazon S3' } },
  { ip: '52.216.1.2', external: { kind: 'aws-service', name: 'AMAZON' } },
  { ip: '8.8.8.8', external: { kind: 'internet', name: 'GOOGLE (AS15169)' } },
  { ip: '1.1.1.1', external: { kind: 'internet', name: 'CLOUDFLARENET (AS13335)', country: 'Australia' } },
  { ip: '10.9.9.9' },
  { ip: '10.9.9.8' },
  { node: 'node-9', zoneId: 'use1-az1' },
];

/** Some namespaces of some workloads of some pods, whatever is outside, and any calls between them. */
const arbitraryFlows = fc
  .array(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 7 }), { minLength: 1, maxLength: 6 })
  .chain((namespaces) => {
    const pods = namespaces.flatMap((workloads, ns) =>
      workloads.flatMap((count, workload) => Array.from({ length: count }, (_, pod) => podOf(ns, workload, pod)))
    );
    const end = fc.constantFrom(...pods, ...OUTSIDE);
    return fc.array(
      fc.tuple(end, end, fc.nat(1e9)).map(([client, server, bytes]) => aFlow(client, server, { bytes })),
      { minLength: 1, maxLength: 40 }
    );
  });

interface World {
  tree: GraphTree;
  at: Exploration;
  ground: Ground;
  stage: Stage;
}

function worldOf(flows: readonly Flow[], layout: Layout = 'auto', grouping: Grouping = 'namespace'): World {
  const tree = treeOfFlows(flows, grouping);
  const at = startAt(grouping, LEVELS_OF[grouping][2]);
  const ground = survey(tree, [graphOf(tree, at)]);
  return { tree, at, ground, stage: stageWith(place(ground, layout)) };
}

function stageWith(placement: Placement): Stage {
  return { key: '', placement, slots: new Map(), pins: {}, isSettled: true };
}

function graphOf(tree: GraphTree, at: Exploration): FlowGraph {
  return graphAt(tree, at, Infinity);
}

function show({ tree, stage }: World, at: Exploration): Scene {
  const graph = graphOf(tree, at);
  const { placement, slots } = withCells(stage, tree, graph);
  return toScene(graph, tree, placement, slots);
}

/** Of a scene by ids; boxes go by all of their parts. */
function placesOf({ nodes, boxes }: Scene): Map<string, Rect[]> {
  const places = new Map<string, Rect[]>();
  for (const { node, rect } of [...nodes, ...boxes]) {
    places.set(node.id, [...(places.get(node.id) ?? []), rect]);
  }
  return places;
}

/** Names of what lies over each other. */
function overlapsIn(rects: ReadonlyArray<readonly [string, Rect]>): string[] {
  return rects.flatMap(([name, a], index) =>
    rects.slice(index + 1).flatMap(([other, b]) => (overlap(a, b, -TOUCH) ? [`${name} over ${other}`] : []))
  );
}

/** What does not lie in exactly one part of its own box, or touches another. */
function strayIn({ sites, boxes }: Placement, ground: Ground): string[] {
  return ground.sites.flatMap(({ id, group }) => {
    const rect = sites.get(id);
    const touched = [...boxes].flatMap(([box, parts]) =>
      parts.filter((part) => rect && overlap(rect, part)).map((part) => ({ box, isInside: isWithin(rect, part) }))
    );
    const isRight =
      rect &&
      (group === undefined
        ? touched.length === 0
        : touched.length === 1 && touched[0]?.isInside && touched[0].box === group);
    return isRight ? [] : [`${id} in ${touched.map(({ box }) => box).join(' and ') || 'nothing'}`];
  });
}

function isWithin(rect: Rect | undefined, around: Rect): boolean {
  return (
    rect !== undefined &&
    contains(around, { x: rect.x + TOUCH, y: rect.y + TOUCH }) &&
    contains(around, { x: rect.x + rect.width - TOUCH, y: rect.y + rect.height - TOUCH })
  );
}

function partsOf({ boxes }: Placement): Array<readonly [string, Rect]> {
  return [...boxes].flatMap(([id, parts]) => parts.map((part) => [id, part] as const));
}

/** That a placement is one on which a graph can be read. */
function expectReadable(placement: Placement, ground: Ground): void {
  expect(ground.sites.filter(({ id }) => !placement.sites.has(id))).toEqual([]);
  expect(ground.groups.filter((id) => !placement.boxes.has(id))).toEqual([]);
  expect(overlapsIn([...placement.sites])).toEqual([]);
  expect(overlapsIn(partsOf(placement))).toEqual([]);
  expect(strayIn(placement, ground)).toEqual([]);
}

describe('place', () => {
  it.each(LAYOUTS)('gives everything room of its own within its box: %s', (layout) => {
    fc.assert(
      fc.property(arbitraryFlows, fc.constantFrom(...GROUPINGS), (flows, grouping) => {
        const { stage, ground } = worldOf(flows, layout, grouping);
        expectReadable(stage.placement, ground);
      })
    );
  });

  it.each(LAYOUTS)('gives the same places to the same flows, whatever the order they come in: %s', (layout) => {
    fc.assert(
      fc.property(arbitraryFlows, fc.constantFrom(...GROUPINGS), (flows, grouping) => {
        const { stage } = worldOf(flows, layout, grouping);
        expect(worldOf([...flows].reverse(), layout, grouping).stage.placement).toEqual(stage.placement);
      })
    );
  });
});

describe('a scene', () => {
  it('shows every node and edge of every level, none over another, each in its box', () => {
    fc.assert(
      fc.property(arbitraryFlows, fc.constantFrom(...GROUPINGS), fc.nat(3), (flows, grouping, depth) => {
        const world = worldOf(flows, 'auto', grouping);
        const at = startAt(grouping, LEVELS_OF[grouping][depth] ?? 'pod');
        const graph = graphOf(world.tree, at);
        const scene = show(world, at);
        expect(scene.nodes.map(({ node }) => node.id)).toEqual(graph.nodes.map(({ id }) => id));
        expect(scene.edges).toHaveLength(graph.edges.length);
        expect(overlapsIn(scene.nodes.map(({ node, rect }) => [node.id, rect] as const))).toEqual([]);
        const boxOf = new Map(scene.boxes.map(({ node, rect }) => [node.id, rect]));
        for (const { node, rect } of [...scene.nodes, ...scene.boxes]) {
          const around = boxOf.get(node.parent ?? '');
          expect(!around || isWithin(rect, around)).toBe(true);
        }
      })
    );
  });
  it('moves nothing when boxes are opened and closed', () => {
    fc.assert(
      fc.property(arbitraryFlows, fc.constantFrom(...GROUPINGS), fc.nat(), (flows, grouping, pick) => {
        const world = worldOf(flows, 'auto', grouping);
        const before = show(world, world.at);
        const chosen = [...before.nodes, ...before.boxes][pick % (before.nodes.length + before.boxes.length)];
        const id = chosen?.node.id ?? '';
        for (const kind of ['open', 'close'] as const) {
          const after = placesOf(show(world, explore(world.at, { kind, id })));
          const moved = [...placesOf(before)].filter(
            ([other, rects]) => after.has(other) && JSON.stringify(after.get(other)) !== JSON.stringify(rects)
          );
          expect(moved).toEqual([]);
        }
      })
    );
  });
  it('moves nothing from level to level', () => {
    fc.assert(
      fc.property(arbitraryFlows, fc.constantFrom(...GROUPINGS), (flows, grouping) => {
        const world = worldOf(flows, 'auto', grouping);
        const known = new Map<string, Rect[]>();
        for (const level of LEVELS_OF[grouping]) {
          for (const [id, rects] of placesOf(show(world, startAt(grouping, level)))) {
            expect(rects).toEqual(known.get(id) ?? rects);
            known.set(id, rects);
          }
        }
      })
    );
  });
  it('ends edges on the borders of what they join, from without', () => {
    fc.assert(
      fc.property(arbitraryFlows, fc.constantFrom(...GROUPINGS), fc.nat(3), (flows, grouping, depth) => {
        const world = worldOf(flows, 'auto', grouping);
        const scene = show(world, startAt(grouping, LEVELS_OF[grouping][depth] ?? 'pod'));
        const places = placesOf(scene);
        const bad: string[] = [];
        for (const { edge, curve } of scene.edges) {
          const a = places.get(edge.source)?.[0];
          const b = places.get(edge.target)?.[0];
          if (!a || !b || edge.source === edge.target) continue;
          const on = (r: Rect, p: { x: number; y: number }) => {
            const e = 1e-6;
            return (
              contains({ x: r.x - e, y: r.y - e, width: r.width + 2 * e, height: r.height + 2 * e }, p) &&
              !contains({ x: r.x + e, y: r.y + e, width: r.width - 2 * e, height: r.height - 2 * e }, p)
            );
          };
          if (!on(a, curve.from) || !on(b, curve.to)) bad.push('border ' + edge.id);
          const c = centre(b);
          if (
            (curve.to.x - curve.control.x) * (c.x - curve.to.x) + (curve.to.y - curve.control.y) * (c.y - curve.to.y) <=
            0
          )
            bad.push('dir ' + edge.id + JSON.stringify({ a, b, curve }));
        }
        expect(bad).toEqual([]);
      })
    );
  });
});
