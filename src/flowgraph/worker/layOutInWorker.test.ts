import { type LayoutInput, type Positions } from '../layout/layoutInput';
import { layOut } from '../layout/layOut';
import type * as Module from './layOutInWorker';
import { type WorkerResponse, type WorkerRequest } from './protocol';
import { forcesNotLoaded, scriptNotLoaded, workerFailed } from '../messages/layout';
import { APP_ID } from '../../common/pluginIds';

const INPUT: LayoutInput = {
  nodes: ['a', 'b'].map((id) => ({ id, size: { width: 100, height: 40 }, isExternal: false, group: `in-${id}` })),
  groups: ['in-a', 'in-b'],
  edges: [{ source: 'a', target: 'b' }],
};
const JOB = { input: INPUT, layout: 'force', aspect: 1.6 } as const;
const FROM_WORKER: Positions = { nodes: new Map(), groups: new Map() };

/** A worker whose responses the test controls. */
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

/** Imports the module as in a new page. */
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

it('assigns each response of the shared worker to its request', async () => {
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

describe.each<[string, unknown, string]>([
  [
    'cannot be created',
    class {
      constructor() {
        throw new DOMException('cannot be accessed from origin http://grafana', 'SecurityError');
      }
    },
    'cannot be accessed from origin http://grafana',
  ],
  [
    'cannot load its script',
    class extends FakeWorker {
      override postMessage(): void {
        queueMicrotask(() => this.dispatchEvent(new Event('error')));
      }
    },
    scriptNotLoaded,
  ],
  [
    'throws an error',
    class extends FakeWorker {
      override postMessage(): void {
        queueMicrotask(() => this.dispatchEvent(new ErrorEvent('error', { message: 'NetworkError: importScripts' })));
      }
    },
    'NetworkError: importScripts',
  ],
])('a worker that %s', (_, worker, reason) => {
  it('computes all further layouts on the main thread, with one warning that explains why', async () => {
    const { layOutInWorker } = await openPage(worker);
    const { layOutByForces } = await import('../layout/layOutByForces');
    const expected = layOutByForces(INPUT, 'force', 1.6);
    const placed = () => new Promise((resolve) => layOutInWorker(JOB, resolve));
    expect(await Promise.all([placed(), placed()])).toEqual([expected, expected]);
    expect(await placed()).toEqual(expected);
    expect(expected).not.toEqual(layOut(INPUT, 'grid', 1.6));
    expect(FakeWorker.started.length).toBeLessThan(2);
    expect(warn.mock.calls).toEqual([[workerFailed(reason, APP_ID)]]);
  });
});

it('uses a grid with a warning if the code for force-directed layouts cannot be loaded', async () => {
  const { layOutInWorker } = await openPage(undefined);
  jest.doMock('../layout/layOutByForces', () => {
    throw new Error('Loading chunk 14 failed');
  });
  expect(await new Promise((resolve) => layOutInWorker(JOB, resolve))).toEqual(layOut(INPUT, 'grid', 1.6));
  expect(warn).toHaveBeenCalledTimes(2);
  expect(warn).toHaveBeenLastCalledWith(forcesNotLoaded, expect.any(Error));
  jest.dontMock('../layout/layOutByForces');
});
