import { type CDPSession, type JSHandle, type Page } from 'playwright-core';
import { capped, TOO_SLOW } from '../shared/capped';
import { cpuMsDuring } from './cpuTime';
import { type BenchPage } from './page/benchPage';
import { type HoverTimes } from './page/hover';
import { type FrameTimes } from './page/panAndZoom';
import { type UpdateTimes } from './page/valueUpdates';
import { type PaintedFrom } from './renderers/renderer';

export interface Sample extends FrameTimes, HoverTimes, UpdateTimes {
  /** From data frames to the second frame after the graph was drawn, in ms: decoding, layout and drawing. */
  firstPaintMs: number;
  /** The same of flows that are decoded and have their places already. */
  placedPaintMs: number;
  /** CPU time of all processes of the browser for one frame of the script, in ms. */
  frameCpuMs: number;
  /** Memory of the graph after garbage collection, in bytes, without its input. */
  heapBytes: number;
  /** Number of elements that the graph added to the document. */
  elements: number;
}

/** `Infinity` is longer than the cap; what would have come after that is left out. */
export type PartialSample = Partial<Sample>;

type Bench = JSHandle<BenchPage>;

interface Step {
  /** What is too slow when this step is. */
  times: ReadonlyArray<keyof Sample>;
  run(): Promise<PartialSample>;
}

/** Measures the first graph of one renderer from data frames, in a new page. */
export function takeFirstPaint(page: Page, bench: Bench): Promise<PartialSample> {
  return taken([{ times: ['firstPaintMs'], run: () => fromFrames(page, bench) }]);
}

/** All other measurements of one renderer with one world, in another such page. */
export function takeSample(page: Page, bench: Bench): Promise<PartialSample> {
  return taken([
    { times: ['placedPaintMs'], run: () => placedPaint(page, bench) },
    { times: ['frameMeanMs', 'frameP50Ms', 'frameP95Ms', 'frameCpuMs'], run: () => panAndZoom(page, bench) },
    { times: ['hitTestP50Ms'], run: () => bench.evaluate((it) => it.hover()) },
    { times: ['updateSyncMs', 'updatePaintedMs'], run: () => bench.evaluate((it) => it.valueUpdates()) },
  ]);
}

async function taken(steps: readonly Step[]): Promise<PartialSample> {
  let sample: PartialSample = {};
  for (const { times, run } of steps) {
    const measured = await capped(run());
    if (measured === TOO_SLOW) {
      return { ...sample, ...Object.fromEntries(times.map((time) => [time, Infinity])) };
    }
    sample = { ...sample, ...measured };
  }
  return sample;
}

/** Whether the page may be busy for ever. */
export function isStuck(sample: PartialSample): boolean {
  return Object.values(sample).includes(Infinity);
}

async function fromFrames(page: Page, bench: Bench): Promise<PartialSample> {
  await prepared('frames', await page.context().newCDPSession(page), bench);
  return { firstPaintMs: await bench.evaluate((it) => it.firstPaint()) };
}

async function placedPaint(page: Page, bench: Bench): Promise<PartialSample> {
  const session = await page.context().newCDPSession(page);
  const before = await prepared('places', session, bench);
  const placedPaintMs = await bench.evaluate((it) => it.firstPaint());
  await bench.evaluate((it) => it.idle());
  const after = await held(session, bench);
  return {
    placedPaintMs,
    heapBytes: after.heapBytes - before.heapBytes,
    elements: after.elements - before.elements,
  };
}

/** What preparing has left is taken away: no renderer shall have to clean it up. */
async function prepared(from: PaintedFrom, session: CDPSession, bench: Bench) {
  await bench.evaluate((it, form) => it.prepare(form), from);
  return held(session, bench);
}

async function held(session: CDPSession, bench: Bench) {
  await session.send('HeapProfiler.collectGarbage');
  return bench.evaluate((it) => ({ heapBytes: it.heapBytes(), elements: it.elements() }));
}

async function panAndZoom(page: Page, bench: Bench): Promise<PartialSample> {
  const browser = page.context().browser();
  if (!browser) {
    throw new Error('The page belongs to no browser that was started here.');
  }
  let times: FrameTimes = { frames: 0, frameMeanMs: NaN };
  const cpuMs = await cpuMsDuring(browser, async () => {
    times = await bench.evaluate((it) => it.panAndZoom());
  });
  return { ...times, frameCpuMs: cpuMs / times.frames };
}
