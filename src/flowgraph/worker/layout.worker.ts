import { layOutByForces } from '../layout/layOutByForces';
import { type WorkerResponse, type WorkerRequest } from './protocol';

/** The worker: computes a layout within the time budget. */
self.onmessage = ({ data: { id, input, layout, aspect, budgetMs } }: MessageEvent<WorkerRequest>) => {
  const endMs = performance.now() + budgetMs;
  const answer: WorkerResponse = {
    id,
    positions: layOutByForces(input, layout, aspect, () => performance.now() > endMs),
  };
  self.postMessage(answer);
};
