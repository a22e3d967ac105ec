import { type LayoutInput, type Positions } from '../layout/layoutInput';
import { layOut } from '../layout/layOut';
import type * as Module from './layOutInWorker';
import { type WorkerResponse, type WorkerRequest } from './protocol';

const INPUT: LayoutInput = {
  nodes: ['a', 'b'].map((id) => ({ id, size: { width: 100, height: 40 }, isExternal: false, group: `in-${id}` })),
  groups: ['in-a', 'in-b'],
  edges: [{ source: 'a', target: 'b' }],
};
const JOB = { input: INPUT, layout: 'force', aspect: 1.6 } as const;
const FROM_WORKER: Positions = { nodes: new Map(), groups: new Map() };

/** A worker that the test answers for. */
class FakeWorker extends EventTarget {
  static readonly started: FakeWorker[] = [];
  readonly requests: WorkerRequest[] = [];
  readonly terminate = jest.fn();

  constructor() {
    super();
    FakeWorker.started.push(this);
  }

  postMessage(request: WorkerRequest): void {
    this.requests.push(request);
  }

  answer(index: number): void {
    const data: WorkerResponse = { id: this.requests[index]?.id ?? NaN, positions: FROM_WORKER };
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

/** The module as a page finds it that has just been opened. */
async function openPage(worker: unknown): Promise<Pick<typeof Module, 'layOutInWorker'>> {
  Object.assign(globalThis, { Worker: worker });
  jest.resetModules();
  return import('./layOutInWorker');
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
  const { layOutInWorker } = await openPage(FakeWorker);
  const done = [jest.fn(), jest.fn(), jest.fn()];
  const [, end] = done.map((whenDone) => layOutInWorker(JOB, whenDone));
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
    const { layOutInWorker } = await openPage(worker);
    const { layOutByForces } = await import('../layout/layOutByForces');
    const expected = layOutByForces(INPUT, 'force', 1.6);
    const placed = () => new Promise((resolve) => layOutInWorker(JOB, resolve));
    expect(await Promise.all([placed(), placed()])).toEqual([expected, expected]);
    expect(await placed()).toEqual(expected);
    expect(expected).not.toEqual(layOut(INPUT, 'grid', 1.6));
    expect(FakeWorker.started.length).toBeLessThan(2);
    expect(warn.mock.calls).toEqual([[expect.stringMatching(said)]]);
  });
});

it('puts boxes in a grid when the code for forces cannot be loaded either, and says so', async () => {
  const { layOutInWorker } = await openPage(undefined);
  jest.doMock('../layout/layOutByForces', () => {
    throw new Error('Loading chunk 14 failed');
  });
  expect(await new Promise((resolve) => layOutInWorker(JOB, resolve))).toEqual(layOut(INPUT, 'grid', 1.6));
  expect(warn).toHaveBeenCalledTimes(2);
  expect(warn).toHaveBeenLastCalledWith(expect.stringMatching(/forces cannot be loaded/), expect.any(Error));
  jest.dontMock('../layout/layOutByForces');
});
