import { renderHook } from '@testing-library/react';
import { PROBLEMS_WIDTH, usePanelSize } from './usePanelSize';

const sizeOf = (width: number, height: number, hasProblems?: boolean) => {
  const { problems, screen } = renderHook(() => usePanelSize(width, height, hasProblems)).result.current;
  return { problems, mapWidth: screen.width };
};

it.each([
  ['next to the map of a large panel', 1100, 320, undefined, 'nextToMap', 1100 - PROBLEMS_WIDTH],
  ['not in a narrow panel', 1099, 600, undefined, undefined, 1099],
  ['not in a low panel', 1400, 319, undefined, undefined, 1400],
  ['over the map of a narrow panel on request', 420, 600, true, 'overMap', 420],
  ['not in a large panel if the user hides it', 1400, 800, false, undefined, 1400],
])('shows the list of problems %s', (_, width, height, hasProblems, problems, mapWidth) => {
  expect(sizeOf(width, height, hasProblems)).toEqual({ problems, mapWidth });
});
