import { type Ground, type Placement } from '../layout/ground';
import { place } from '../layout/place';
import type * as Module from './placeInWorker';
import { type PlaceAnswer, type PlaceRequest } from './messages';

const GROUND: Ground = {
  sites: ['a', 'b'].map((id) => ({ id, size: { width: 100, height: 40 }, isExternal: false, group: `in-${id}` })),
  groups: ['in-a', 'in-b'],
  calls: [{ source: 'a', target: 'b' }],
};
const WANTED = { ground: GROUND, layout: 'force', aspect: 1.6 } as const;
const FROM_WORKER: Placement = { sites: new Map(), boxes: new Map() };

/** A worker that the test answers for. */
class FakeWorker extends EventTarget {
  static readonly started: FakeWorker[] = [];
  readonly requests: PlaceRequest[] = [];
  readonly terminate = jest.fn();

  constructor() {
    super();
    FakeWorker.started.push(this);
  }

  postMessage(request: PlaceRequest): void {
    this.requests.push(request);
  }

  answer(index: number): void {
    const data: PlaceAnswer = { id: this.requests[index]?.id ?? NaN, placement: FROM_WORKER };
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

/** The module as a page finds it that has just been opened. */
async function openPage(worker: unknown): Promise<Pick<typeof Module, 'placeInWorker'>> {
  Object.assign(globalThis, { Worker: worker });
  jest.resetModules();
  return import('./placeInWorker');
}

let warn: jest.SpyInstance;
beforeEach(() => {
  FakeWorker.started.length = 0;
  warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => {
  warn.mockRestore();
  Reflect.deleteProperty(globalThis, 'Worker');
});

it('takes each answer of the one worker for the request that it belongs to', async () => {
  const { placeInWorker } = await openPage(FakeWorker);
  const done = [jest.fn(), jest.fn(), jest.fn()];
  const [, end] = done.map((whenDone) => placeInWorker(WANTED, whenDone));
  end?.();
  const [worker] = FakeWorker.started;
  [2, 0, 1].forEach((index) => worker?.answer(index));
  expect(FakeWorker.started).toHaveLength(1);
  expect(done.map(({ mock }) => mock.calls)).toEqual([[[FROM_WORKER]], [], [[FROM_WORKER]]]);
  expect(warn).not.toHaveBeenCalled();
});

describe.each<[string, unknown, RegExp]>([
  [
    'cannot be created',
    class {
      constructor() {
        throw new DOMException('cannot be accessed from origin http://grafana', 'SecurityError');
      }
    },
    /layout worker failed \(cannot be accessed from origin http:\/\/grafana\)/,
  ],
  [
    'cannot load its script',
    class extends FakeWorker {
      override postMessage(): void {
        queueMicrotask(() => this.dispatchEvent(new Event('error')));
      }
    },
    /layout worker failed \(its script could not be loaded\)/,
  ],
  [
    'throws an error',
    class extends FakeWorker {
      override postMessage(): void {
        queueMicrotask(() => this.dispatchEvent(new ErrorEvent('error', { message: 'NetworkError: importScripts' })));
      }
    },
    /layout worker failed \(NetworkError: importScripts\)/,
  ],
])('a worker that %s', (_, worker, said) => {
  it('leaves the work to the main thread, once and for all, with one warning that says why', async () => {
    const { placeInWorker } = await openPage(worker);
    const { placeByForces } = await import('../layout/placeByForces');
    const expected = placeByForces(GROUND, 'force', 1.6);
    const placed = () => new Promise((resolve) => placeInWorker(WANTED, resolve));
    expect(await Promise.all([placed(), placed()])).toEqual([expected, expected]);
    expect(await placed()).toEqual(expected);
    expect(expected).not.toEqual(place(GROUND, 'grid', 1.6));
    expect(FakeWorker.started.length).toBeLessThan(2);
    expect(warn.mock.calls).toEqual([[expect.stringMatching(said)]]);
  });
});

it('puts boxes in a grid when the code for forces cannot be loaded either, and says so', async () => {
  const { placeInWorker } = await openPage(undefined);
  jest.doMock('../layout/placeByForces', () => {
    throw new Error('Loading chunk 14 failed');
  });
  expect(await new Promise((resolve) => placeInWorker(WANTED, resolve))).toEqual(place(GROUND, 'grid', 1.6));
  expect(warn).toHaveBeenCalledTimes(2);
  expect(warn).toHaveBeenLastCalledWith(expect.stringMatching(/forces cannot be loaded/), expect.any(Error));
  jest.dontMock('../layout/placeByForces');
});
