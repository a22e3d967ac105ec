import { changeText } from './changeText';

it.each([
  [{ change: 'new' }, 'Started'],
  [{ change: 'gone', growth: 0 }, 'Stopped'],
  [{ change: 'grown', growth: 4.23 }, '4.2 times as much'],
  [{ change: 'grown', growth: 1_234 }, '1,200 times as much'],
  [{ change: 'grown', growth: 1.6, losses: 'started' }, '60% more, losses started'],
  [{ change: 'shrunk', growth: 0.4 }, '60% less'],
  [{ change: 'same', growth: 1.1, losses: 'ended' }, 'Same amount, losses ended'],
] as const)('describes %j', (change, text) => {
  expect(changeText(change)).toBe(text);
});
