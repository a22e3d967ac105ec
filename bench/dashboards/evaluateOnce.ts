import { recordingRules } from '../../src/core/prometheus/agent/recorded';
import { runQuery, processorSeconds } from './prometheusClient';

/** What an evaluation of the recording rules took. */
export interface Evaluation {
  seconds: number;
  processorSeconds: number;
  /** The number of series that it writes. */
  series: number;
}

/** Evaluates all recording rules once, one after the other, as Prometheus evaluates those of a group. */
export async function evaluateOnce(url: string, atMs: number): Promise<Evaluation> {
  const processorBefore = await processorSeconds(url);
  const beganMs = performance.now();
  let series = 0;
  for (const { expr } of recordingRules({ clusterLabel: 'cluster' })) {
    const { series: written, problem } = await runQuery(url, expr, { startMs: atMs, endMs: atMs });
    if (problem !== undefined) {
      throw new Error(`Failed to evaluate a recording rule: ${problem}`);
    }
    series += written.length;
  }
  return {
    seconds: (performance.now() - beganMs) / 1_000,
    processorSeconds: (await processorSeconds(url)) - processorBefore,
    series,
  };
}
