import { randomFrom } from '../../shared/world/random';
import { type Renderer, SIZE } from '../renderers/renderer';
import { percentile } from '../../shared/percentile';

export interface HoverTimes {
  /** One hit test, in ms. */
  hitTestP50Ms: number;
  /** 0 to 1: how many of the points hit something. */
  hitShare: number;
}

const POINTS = 200;
const MIN_BATCHES = 20;
/** Long compared to the resolution of the clock. */
const MIN_BATCH_MS = 1;
/** What a slow renderer may take for fewer points. */
const BUDGET_MS = 4_000;

/** Nothing where there are none to measure. Hit tests at random points, several at a time where one is too fast to be measured. */
export function hover(renderer: Renderer): Partial<HoverTimes> {
  if (!renderer.hitTest) {
    return {};
  }
  const hits = hitsIn(renderer);
  const deadline = performance.now() + BUDGET_MS;
  const batches: number[] = [];
  let [size, tested, hit] = [1, 0, 0];
  while ((batches.length < MIN_BATCHES || tested < POINTS) && performance.now() < deadline) {
    const startMs = performance.now();
    const found = hits(tested, size);
    const tookMs = performance.now() - startMs;
    if (tookMs < MIN_BATCH_MS) {
      [batches.length, tested, hit, size] = [0, 0, 0, size * 2];
    } else {
      batches.push(tookMs / size);
      [tested, hit] = [tested + size, hit + found];
    }
  }
  return { hitTestP50Ms: percentile(batches, 0.5), hitShare: hit / tested };
}

/** Counts what is hit at so many points from one on. */
function hitsIn(renderer: Renderer): (first: number, count: number) => number {
  const random = randomFrom(7);
  const points = Array.from({ length: POINTS }, () => ({ x: random() * SIZE.width, y: random() * SIZE.height }));
  return (first, count) => {
    let hits = 0;
    for (let index = first; index < first + count; index++) {
      const point = points[index % POINTS];
      hits += point && renderer.hitTest?.(point.x, point.y) !== undefined ? 1 : 0;
    }
    return hits;
  };
}
