import { promtool } from './promtool';

/**
 * promtool reads the whole text once for every block. With a maximum of several days instead of two hours, there is only one
 * block, unless the text spans more than that.
 */
const BLOCK_DURATION = '480h';

/** Creates blocks from OpenMetrics text in the data directory of a Prometheus. */
export function createBlocks(file: string, dataDirectory: string): Promise<void> {
  const duration = `--max-block-duration=${BLOCK_DURATION}`;
  return promtool('tsdb', 'create-blocks-from', duration, 'openmetrics', '--quiet', file, dataDirectory);
}
