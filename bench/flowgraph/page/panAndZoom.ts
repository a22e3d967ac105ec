import { type Renderer, SIZE, type View } from '../renderers/renderer';
import { nextFrame } from './frame';
import { percentile } from '../../shared/percentile';

export interface FrameTimes {
  /** Frames that the script took: 120 at 60 Hz, fewer where frames are late. */
  frames: number;
  /** Time between frames in ms: each is a multiple of 16.7. */
  frameMeanMs: number;
  /** Left out where there were too few frames. */
  frameP50Ms?: number;
  frameP95Ms?: number;
}

/** 120 frames at 60 Hz. A slow renderer skips steps, because the script depends on time. */
const DURATION_MS = 2_000;
const MAX_ZOOM = 4;
/** Of fewer frames no percentile says anything. */
const ENOUGH_FRAMES = 10;
/** Extent of the figure-eight pan, as a share of the fitted graph. */
const REACH = 0.3;

/** Zooms in, pans along a figure eight, and zooms out again. */
export async function panAndZoom(renderer: Renderer): Promise<FrameTimes> {
  const startMs = await nextFrame();
  const times = [startMs];
  for (let phase = 0, nowMs = startMs; phase < 1;) {
    phase = Math.min(1, (nowMs - startMs) / DURATION_MS);
    renderer.setView(viewAt(phase));
    nowMs = await nextFrame();
    times.push(nowMs);
  }
  const deltas = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  const frames = deltas.length;
  const mean = { frames, frameMeanMs: deltas.reduce((sum, delta) => sum + delta, 0) / frames };
  return frames < ENOUGH_FRAMES
    ? mean
    : { ...mean, frameP50Ms: percentile(deltas, 0.5), frameP95Ms: percentile(deltas, 0.95) };
}

function viewAt(phase: number): View {
  if (phase < 0.25) {
    return centered(MAX_ZOOM ** (phase * 4), 0, 0);
  }
  if (phase > 0.75) {
    return centered(MAX_ZOOM ** ((1 - phase) * 4), 0, 0);
  }
  const angle = 2 * Math.PI * (phase - 0.25) * 2;
  return centered(MAX_ZOOM, REACH * Math.sin(angle), REACH * Math.sin(2 * angle));
}

/** Centers the point at an offset from the center of the fitted graph, as shares of its size. */
function centered(zoom: number, right: number, down: number): View {
  return {
    zoom,
    offsetX: SIZE.width * (0.5 - zoom * (0.5 + right)),
    offsetY: SIZE.height * (0.5 - zoom * (0.5 + down)),
  };
}
