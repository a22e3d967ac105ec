import { randomFrom } from '../../shared/world/random';
import { edge, picture } from '../testing/pictures';
import { edgeCrossings } from './edgeCrossings';

const apart = { source: 'c', target: 'd' };

it('counts pairs, however often they cross', () => {
  const straight = edge('straight', [
    [0, 50],
    [300, 50],
  ]);
  const wave = edge(
    'wave',
    [
      [0, 20],
      [60, 80],
      [120, 20],
      [180, 80],
    ],
    apart
  );
  expect(edgeCrossings(picture({ edges: [straight, wave] }))).toBe(1);
  expect(edgeCrossings(picture({ edges: [straight] }))).toBe(0);
  expect(edgeCrossings(picture())).toBe(0);
});

it('edges that meet at their common end do not cross', () => {
  const one = edge('one', [
    [0, 50],
    [100, 50],
  ]);
  const other = edge(
    'other',
    [
      [0, 100],
      [99, 49.5],
      [100, 51],
    ],
    { source: 'c' }
  );
  expect(edgeCrossings(picture({ edges: [one, other] }))).toBe(0);
  // The same lines of edges that have nothing in common cross.
  expect(edgeCrossings(picture({ edges: [one, { ...other, target: 'd' }] }))).toBe(1);
});

it('edges with a common end can cross elsewhere', () => {
  const one = edge('one', [
    [0, 50],
    [200, 50],
  ]);
  const other = edge(
    'other',
    [
      [0, 50],
      [50, 100],
      [100, 20],
    ],
    { target: 'c' }
  );
  expect(edgeCrossings(picture({ edges: [one, other] }))).toBe(1);
});

it('a loop, and an edge of length 0, cross nothing', () => {
  const loop = edge(
    'loop',
    [
      [50, 50],
      [60, 30],
      [70, 50],
    ],
    { target: 'a' }
  );
  expect(
    edgeCrossings(
      picture({
        edges: [
          loop,
          edge('point', [
            [60, 40],
            [60, 40],
          ]),
        ],
      })
    )
  ).toBe(0);
});

it('all straight lines through one area cross as often as they do without an index', () => {
  const random = randomFrom(1);
  const edges = Array.from({ length: 60 }, (_, index) =>
    edge(
      `e${index}`,
      [
        [random() * 400, random() * 200],
        [random() * 400, random() * 200],
      ],
      {
        ...{ source: `s${index}`, target: `t${index}` },
      }
    )
  );
  const pairs = edges.flatMap((one, index) => edges.slice(index + 1).map((other) => [one, other]));
  const crossing = pairs.filter((edgesOfPair) => edgeCrossings(picture({ edges: edgesOfPair })) === 1);
  expect(crossing.length).toBeGreaterThan(100);
  expect(edgeCrossings(picture({ edges }))).toBe(crossing.length);
});
