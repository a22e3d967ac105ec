import { APP_ID } from '../../common/pluginIds';
import { type Positions } from '../layout/layoutInput';
import { BUDGET_MS, type WorkerResponse, type WorkerRequest, type LayoutJob } from './protocol';
import { layOutOnMainThread } from './layOutOnMainThread';

/** One for all panels of the page; undefined until it is needed. */
let worker: Worker | undefined;
/** A worker that could not start or failed is not tried again: the page would wait for the same failure each time. */
let hasFailed = false;
let lastId = 0;

/**
 * Places a large ground off the main thread. Where workers are blocked (by a content security policy, or
 * because plugins are served by another host), it is placed on the main thread, and the console says why.
 *
 * @returns ends the request: `done` is not called any more
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
    giveUp(event instanceof ErrorEvent ? event.message : 'its script could not be loaded');
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
    // The build makes AMD modules of everything, and a worker has no loader for these. Its chunks lie beside
    // its own script: the public path of the build is relative, and a worker resolves it against its own address.
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
    console.warn(
      `Flow graph: the layout worker failed (${why}). Large graphs are laid out on the main thread until you reload ` +
        `the page. Check that the browser loads the files of ${APP_ID} from the host of this page, and that the ` +
        'content security policy allows workers.'
    );
  }
  hasFailed = true;
  worker?.terminate();
  worker = undefined;
}
