import { recordingRules } from '../../src/core/prometheus/agent/recorded';
import { runQuery, processorSeconds } from './prometheusClient';

export interface Evaluation {
  seconds: number;
  processorSeconds: number;
  /** That it writes. */
  series: number;
}

/** One evaluation of all recording rules, one after the other, as those of a group are evaluated. */
export async function evaluateOnce(url: string, atMs: number): Promise<Evaluation> {
  const processorBefore = await processorSeconds(url);
  const beganMs = performance.now();
  let series = 0;
  for (const { expr } of recordingRules({ clusterLabel: 'cluster' })) {
    const { series: written, problem } = await runQuery(url, expr, { startMs: atMs, endMs: atMs });
    if (problem !== undefined) {
      throw new Error(`A rule was not evaluated: ${problem}`);
    }
    series += written.length;
  }
  return {
    seconds: (performance.now() - beganMs) / 1_000,
    processorSeconds: (await processorSeconds(url)) - processorBefore,
    series,
  };
}
