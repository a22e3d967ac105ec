import { box, name, picture, rect } from '../testing/pictures';
import { nameProblems } from './names';

const at = rect(0, 0, 10, 10);

it('counts cut names and second lines, and nodes and groups without a name', () => {
  const boxes = ['a', 'b', 'c'].map((id) => box(id, at));
  const texts = [
    name('a', at, { isCut: true }),
    name('b', at),
    name('b', at, { role: 'detail', isCut: true }),
    name('c', at, { role: 'detail' }),
  ];
  expect(nameProblems(picture({ boxes, texts }))).toEqual({ cut: 1, cutDetails: 1, nameless: 1 });
});

it('a group in several parts counts once', () => {
  const boxes = [box('a', at), box('a', rect(20, 0, 10, 10))];
  const texts = boxes.map(({ rect: around }) => name('a', around, { isCut: true }));
  expect(nameProblems(picture({ boxes, texts }))).toEqual({ cut: 1, cutDetails: 0, nameless: 0 });
  expect(nameProblems(picture({ boxes })).nameless).toBe(1);
});
