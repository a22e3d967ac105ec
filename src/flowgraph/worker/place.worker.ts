import { placeByForces } from '../layout/placeByForces';
import { type PlaceAnswer, type PlaceRequest } from './messages';

/** The worker's side: places a ground within the time that is left. */
self.onmessage = ({ data: { id, ground, layout, aspect, budgetMs } }: MessageEvent<PlaceRequest>) => {
  const endMs = performance.now() + budgetMs;
  const answer: PlaceAnswer = { id, placement: placeByForces(ground, layout, aspect, () => performance.now() > endMs) };
  self.postMessage(answer);
};
