import { edge, picture } from '../testing/pictures';
import { distinguishableEdges } from './distinguishableEdges';

const shares = (...edges: Array<ReturnType<typeof edge>>) => distinguishableEdges(picture({ edges }));

it('edges that cross or are apart can be told apart', () => {
  const flat = edge('flat', [
    [0, 50],
    [200, 50],
  ]);
  const steep = edge('steep', [
    [100, 0],
    [100, 100],
  ]);
  const apart = edge('apart', [
    [0, 56],
    [200, 56],
  ]);
  expect(shares(flat, steep, apart)).toEqual({ strict: 1, withTrunks: 1 });
  expect(shares()).toEqual({ strict: 1, withTrunks: 1 });
});

it('parallel edges within 4 px cannot be told apart', () => {
  const one = edge('one', [
    [0, 50],
    [200, 50],
  ]);
  const other = edge('other', [
    [0, 53],
    [200, 53],
  ]);
  const third = edge('third', [
    [0, 150],
    [200, 150],
  ]);
  expect(shares(one, other, third).strict).toBeCloseTo(1 / 3);
});

it('a third of the shorter edge decides', () => {
  const long = edge('long', [
    [0, 50],
    [390, 50],
  ]);
  const leaving = (at: number) =>
    edge('leaving', [
      [0, 50],
      [at, 50],
      [at, 50 + 100 - at],
    ]);
  expect(shares(long, leaving(25)).strict).toBe(1);
  expect(shares(long, leaving(40)).strict).toBe(0);
});

it('edges on one trunk can be told apart by their branches of 24 px, unless trunks count strictly', () => {
  const up = edge('up', [
    [0, 100],
    [200, 100],
    [240, 60],
  ]);
  const down = edge('down', [
    [0, 100],
    [200, 100],
    [240, 140],
  ]);
  expect(shares(up, down)).toEqual({ strict: 0, withTrunks: 1 });
  const short = edge('short', [
    [0, 100],
    [200, 100],
    [210, 110],
  ]);
  expect(shares(up, short)).toEqual({ strict: 0, withTrunks: 0 });
});

it('edges that run close to each other but not on one line share no trunk', () => {
  const up = edge('up', [
    [0, 100],
    [200, 100],
    [240, 60],
  ]);
  const down = edge('down', [
    [0, 103],
    [200, 103],
    [240, 143],
  ]);
  expect(shares(up, down)).toEqual({ strict: 0, withTrunks: 0 });
});

it('edges of length 0 are not near to anything', () => {
  const point = edge('point', [
    [50, 50],
    [50, 50],
  ]);
  expect(shares(point, { ...point, id: 'other' })).toEqual({ strict: 1, withTrunks: 1 });
});
