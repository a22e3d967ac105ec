import { readabilityOf, contrastsOf } from './measures/readability';
import { OURS } from './renderers';
import { type Row } from './row';
import { readabilityTable } from './table';
import { name, picture, rect } from './testing/pictures';

const size = { width: 400, height: 200 };

function row(renderer: string, fontPixels: number, over: Partial<Row> = {}): Row {
  const drawn = picture({ texts: [name('a', rect(10, 10, 40, 20), { fontPixels })] });
  const numbers = { ...readabilityOf(drawn), dark: contrastsOf(drawn) };
  return { renderer, flows: 'S', view: 'namespace: workload', size, numbers, ...over };
}

function cells(rows: readonly Row[]): string[][] {
  return readabilityTable(rows)
    .split('\n')
    .slice(2)
    .map((line) => line.slice(2, -2).split(' | '));
}

it('marks the cells in which something else is better than ours', () => {
  const [ours = [], other = []] = cells([row(OURS.name, 10), row('other', 12)]);
  expect([ours[0], ours[3]]).toEqual(['S, namespace: workload, ours', '10.0 / 10.0 ▼']);
  expect(other[3]).toBe('12.0 / 12.0');
  expect([...ours, ...other].filter((cell) => cell.includes('▼'))).toHaveLength(1);
  expect(cells([row(OURS.name, 12), row('other', 12.04)]).flat()).not.toContain('12.0 / 12.0 ▼');
});

it('compares pictures of the same flows at the same size only, and shows them next to each other', () => {
  const large = { width: 800, height: 400 };
  const rows = [row(OURS.name, 10), row(OURS.name, 10, { size: large }), row('other', 12)];
  expect(cells(rows).map(([title, panel, , names]) => [title, panel, names])).toEqual([
    ['S, namespace: workload, ours', '400×200', '10.0 / 10.0 ▼'],
    ['S, namespace: workload, other', '400×200', '12.0 / 12.0'],
    ['S, namespace: workload, ours', '800×400', '10.0 / 10.0'],
  ]);
});

it('a picture that took too long has no numbers', () => {
  const [ours = [], slow = []] = cells([row(OURS.name, 10), row('slow', 12, { numbers: undefined })]);
  expect(ours.join()).not.toContain('▼');
  expect(slow.slice(2, 4)).toEqual(['> 60 s', '–']);
});
