import { promtool } from './promtool';

/**
 * promtool reads the whole text once for every block that it makes. Blocks of days instead of the usual two hours
 * make it one, unless the text spans days.
 */
const BLOCK_DURATION = '480h';

/** Makes blocks of OpenMetrics text in a Prometheus' data folder. */
export function createBlocks(file: string, dataDirectory: string): Promise<void> {
  const duration = `--max-block-duration=${BLOCK_DURATION}`;
  return promtool('tsdb', 'create-blocks-from', duration, 'openmetrics', '--quiet', file, dataDirectory);
}
