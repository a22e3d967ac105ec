import { type Ground, type Layout, type Placement } from '../layout/ground';
import { place } from '../layout/place';

interface Wanted {
  ground: Ground;
  layout: Layout;
  aspect: number;
}

export interface PlaceRequest extends Wanted {
  id: number;
  budgetMs: number;
}

export interface PlaceAnswer {
  id: number;
  placement: Placement;
}

/** After so long a layout by forces gives way to a grid, which takes no time. */
const BUDGET_MS = 1_500;
/** Where there is no worker, people wait: less. */
const BUDGET_HERE_MS = 300;

let worker: Worker | undefined;
let lastId = 0;

/**
 * Places a large ground off the main thread. Where no worker can be had (a strict content security
 * policy, scripts from another host) it is placed here, within a shorter time.
 */
export function placeInWorker(wanted: Wanted, done: (placement: Placement) => void): () => void {
  const id = ++lastId;
  let isWanted = true;
  const here = () => placeHere(wanted).then((placement) => isWanted && done(placement));
  const shared = workerOrNone();
  if (!shared) {
    void here();
    return () => (isWanted = false);
  }
  const onMessage = ({ data }: MessageEvent<PlaceAnswer>) => {
    if (data.id === id) {
      unlisten();
      done(data.placement);
    }
  };
  const onError = () => {
    unlisten();
    worker = undefined;
    void here();
  };
  const unlisten = () => {
    shared.removeEventListener('message', onMessage);
    shared.removeEventListener('error', onError);
  };
  shared.addEventListener('message', onMessage);
  shared.addEventListener('error', onError);
  const request: PlaceRequest = { id, ...wanted, budgetMs: BUDGET_MS };
  shared.postMessage(request);
  return () => {
    isWanted = false;
    unlisten();
  };
}

/** Forces are code that a panel loads only where it needs them; what cannot be loaded leaves the grid. */
async function placeHere({ ground, layout, aspect }: Wanted): Promise<Placement> {
  try {
    const { placeByForces } = await import('../layout/placeByForces');
    const endMs = performance.now() + BUDGET_HERE_MS;
    return placeByForces(ground, layout, aspect, () => performance.now() > endMs);
  } catch {
    return place(ground, layout, aspect);
  }
}

function workerOrNone(): Worker | undefined {
  try {
    // The build makes AMD modules of everything, and a worker has no loader for these.
    worker ??= new Worker(
      /* webpackEntryOptions: { library: { type: 'var', name: 'place' } } */ new URL(
        './place.worker.ts',
        import.meta.url
      )
    );
  } catch {
    return undefined;
  }
  return worker;
}
