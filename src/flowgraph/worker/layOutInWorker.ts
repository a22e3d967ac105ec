import { APP_ID } from '../../common/pluginIds';
import { scriptNotLoaded, workerFailed } from '../messages/layout';
import { type Positions } from '../layout/layoutInput';
import { BUDGET_MS, type WorkerResponse, type WorkerRequest, type LayoutJob } from './protocol';
import { layOutOnMainThread } from './layOutOnMainThread';

/** Shared by all panels of the page; undefined until it is needed. */
let worker: Worker | undefined;
/** A failed worker is not started again: the page would wait for the same failure each time. */
let hasFailed = false;
let lastId = 0;

/**
 * Computes the layout of a large graph in a worker. If workers are blocked (by a content security policy, or because
 * plugins are served from another host), the layout is computed on the main thread, and the console reports why.
 *
 * @returns cancels the request: `done` is no longer called
 */
export function layOutInWorker(job: LayoutJob, done: (positions: Positions) => void): () => void {
  let isActive = true;
  const answer = (positions: Positions) => isActive && done(positions);
  const onMainThread = () => isActive && void layOutOnMainThread(job, () => isActive).then(answer);
  const shared = workerOrNone();
  if (shared) {
    request(shared, job, answer, onMainThread);
  } else {
    onMainThread();
  }
  return () => {
    isActive = false;
  };
}

function request(
  shared: Worker,
  job: LayoutJob,
  onAnswer: (positions: Positions) => void,
  onFailure: () => void
): void {
  const id = ++lastId;
  const onMessage = ({ data }: MessageEvent<WorkerResponse>) => {
    if (data.id === id) {
      unlisten();
      onAnswer(data.positions);
    }
  };
  const onError = (event: Event) => {
    unlisten();
    giveUp(event instanceof ErrorEvent ? event.message : scriptNotLoaded);
    onFailure();
  };
  const unlisten = () => {
    shared.removeEventListener('message', onMessage);
    shared.removeEventListener('error', onError);
  };
  shared.addEventListener('message', onMessage);
  shared.addEventListener('error', onError);
  const message: WorkerRequest = { id, ...job, budgetMs: BUDGET_MS };
  shared.postMessage(message);
}

function workerOrNone(): Worker | undefined {
  if (hasFailed) {
    return undefined;
  }
  try {
    // The build creates AMD modules, which a worker has no loader for. Its chunks are next to
    // its own script: the public path of the build is relative, and a worker resolves it against its own URL.
    worker ??= new Worker(
      /* webpackEntryOptions: { library: { type: 'var', name: 'layout' }, publicPath: 'auto' } */ new URL(
        './layout.worker.ts',
        import.meta.url
      )
    );
    return worker;
  } catch (failure) {
    giveUp(failure instanceof Error ? failure.message : String(failure));
    return undefined;
  }
}

function giveUp(why: string): void {
  if (!hasFailed) {
    console.warn(workerFailed(why, APP_ID));
  }
  hasFailed = true;
  worker?.terminate();
  worker = undefined;
}
