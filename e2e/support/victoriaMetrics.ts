import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../../scripts/demo/freePort';
import { runServer } from '../../scripts/demo/runServer';

export interface RunningVictoriaMetrics {
  /** Prometheus' API is below it, as below that of Prometheus itself. */
  url: string;
  /** Ends the process and removes its data. */
  close(): Promise<void>;
}

/**
 * Starts a real VictoriaMetrics that holds what a text says.
 *
 * @param exposition in the text format of Prometheus, with timestamps in milliseconds.
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
      // Series written by hand lie in the past, and are asked for as soon as they are written.
      '-retentionPeriod=100y',
      '-search.disableCache',
      '-search.latencyOffset=0s',
      '-loggerLevel=ERROR',
    ],
    readyUrl: `${url}/health`,
  });
  await post(`${url}/api/v1/import/prometheus`, exposition);
  // What was imported can be found only after this.
  await post(`${url}/internal/force_flush`, '');
  return {
    url,
    close: async () => {
      await stop();
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function post(url: string, body: string): Promise<void> {
  const response = await fetch(url, { method: 'POST', body });
  if (!response.ok) {
    throw new Error(`VictoriaMetrics answered ${response.status} to ${url}: ${await response.text()}`);
  }
}
