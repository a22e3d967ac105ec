import { type Ground, type Layout, type Placement } from '../layout/ground';
import { place } from '../layout/place';

export interface PlaceRequest {
  id: number;
  ground: Ground;
  layout: Layout;
  aspect: number;
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
 * policy) it is placed here, within a shorter time.
 */
export function placeInWorker(
  wanted: Pick<PlaceRequest, 'ground' | 'layout' | 'aspect'>,
  done: (placement: Placement) => void
): () => void {
  const id = ++lastId;
  const here = () => {
    const endMs = performance.now() + BUDGET_HERE_MS;
    done(place(wanted.ground, wanted.layout, wanted.aspect, () => performance.now() > endMs));
  };
  const shared = workerOrNone();
  if (!shared) {
    here();
    return () => undefined;
  }
  const onMessage = ({ data }: MessageEvent<PlaceAnswer>) => {
    if (data.id === id) {
      stop();
      done(data.placement);
    }
  };
  const onError = () => {
    stop();
    worker = undefined;
    here();
  };
  const stop = () => {
    shared.removeEventListener('message', onMessage);
    shared.removeEventListener('error', onError);
  };
  shared.addEventListener('message', onMessage);
  shared.addEventListener('error', onError);
  const request: PlaceRequest = { id, ...wanted, budgetMs: BUDGET_MS };
  shared.postMessage(request);
  return stop;
}

function workerOrNone(): Worker | undefined {
  try {
    worker ??= new Worker(new URL('./place.worker.ts', import.meta.url));
  } catch {
    return undefined;
  }
  return worker;
}
