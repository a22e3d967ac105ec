import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../../scripts/demo/freePort';
import { runServer } from '../../scripts/demo/runServer';

export interface RunningVictoriaMetrics {
  /** The base URL of the Prometheus API, as in Prometheus itself. */
  url: string;
  /** Ends the process and removes its data. */
  close(): Promise<void>;
}

/**
 * Starts a real VictoriaMetrics with the given samples.
 *
 * @param exposition samples in the text format of Prometheus, with timestamps in milliseconds
 */
export async function startVictoriaMetrics(exposition: string): Promise<RunningVictoriaMetrics> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-victoria-metrics-'));
  const address = `127.0.0.1:${await freePort()}`;
  const url = `http://${address}`;
  const stop = await runServer({
    name: 'VictoriaMetrics',
    command: 'victoria-metrics',
    args: [
      `-httpListenAddr=${address}`,
      `-storageDataPath=${directory}`,
      // Synthetic series lie in the past, and are queried immediately after they are written.
      '-retentionPeriod=100y',
      '-search.disableCache',
      '-search.latencyOffset=0s',
      '-loggerLevel=ERROR',
    ],
    readyUrl: `${url}/health`,
  });
  for (const part of partsOf(exposition)) {
    await post(`${url}/api/v1/import/prometheus`, part);
  }
  // Imported samples can be queried only after this.
  await post(`${url}/internal/force_flush`, '');
  return {
    url,
    close: async () => {
      await stop();
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
}

/**
 * VictoriaMetrics closes a connection that has sent no headers for five seconds, which can happen while a large text is
 * encoded.
 */
const PART_CHARACTERS = 1_000_000;

/** Each part consists of whole lines. */
function* partsOf(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const lineEnd = text.indexOf('\n', start + PART_CHARACTERS);
    const end = lineEnd === -1 ? text.length : lineEnd + 1;
    yield text.slice(start, end);
    start = end;
  }
}

async function post(url: string, body: string): Promise<void> {
  const response = await fetch(url, { method: 'POST', body });
  if (!response.ok) {
    throw new Error(`VictoriaMetrics answered ${response.status} to ${url}: ${await response.text()}`);
  }
}
