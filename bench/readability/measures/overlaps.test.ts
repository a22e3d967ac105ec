import { box, edge, name, picture, rect } from '../testing/pictures';
import { overlaps } from './overlaps';

const group = box('group', rect(0, 0, 200, 100), { isGroup: true });
const a = box('a', rect(10, 30, 60, 40), { ancestors: ['group'] });
const b = box('b', rect(80, 30, 60, 40), { ancestors: ['group'] });
const boxes = [group, a, b];

it('names within their boxes overlap nothing', () => {
  const texts = [name('group', rect(5, 5, 50, 12)), name('a', rect(12, 35, 50, 12)), name('b', rect(82, 35, 50, 12))];
  expect(overlaps(picture({ boxes, texts }))).toEqual({ withTexts: 0, withBoxes: 0 });
});

it('a name that is too long for its box overlaps the next box and the name in it', () => {
  const texts = [name('a', rect(12, 35, 90, 12)), name('b', rect(82, 35, 50, 12))];
  expect(overlaps(picture({ boxes, texts }))).toEqual({ withTexts: 2, withBoxes: 1 });
});

it('a node on the name of its group overlaps it', () => {
  expect(overlaps(picture({ boxes, texts: [name('group', rect(5, 25, 50, 12))] })).withBoxes).toBe(1);
});

it('the second line below a name does not overlap it', () => {
  const texts = [name('a', rect(12, 35, 50, 12)), name('a', rect(12, 40, 50, 12), { role: 'detail' })];
  expect(overlaps(picture({ boxes, texts })).withTexts).toBe(0);
});

it('the label of an edge can be on groups and on its ends, but on no other node', () => {
  const edges = [
    edge('a>b', [
      [70, 50],
      [80, 50],
    ]),
    edge(
      'c>d',
      [
        [0, 90],
        [90, 90],
      ],
      { source: 'c', target: 'd' }
    ),
  ];
  const labels = edges.map(({ id }) => ({ edge: id, rect: rect(60, 40, 30, 10) }));
  expect(overlaps(picture({ boxes, edges, labels: labels.slice(0, 1) }))).toEqual({ withTexts: 0, withBoxes: 0 });
  expect(overlaps(picture({ boxes, edges, labels: labels.slice(1) }))).toEqual({ withTexts: 0, withBoxes: 1 });
  expect(overlaps(picture({ boxes, edges, labels })).withTexts).toBe(2);
});
