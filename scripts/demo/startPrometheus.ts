import { execFile } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { runServer } from './runServer';

export interface PrometheusOptions {
  /** The text of prometheus.yml. */
  config: string;
  /** 0 takes a free one. */
  port: number;
  /** OpenMetrics text to begin with. */
  historyFile?: string;
}

export interface RunningPrometheus {
  url: string;
  /** Ends the process and removes its data. */
  close(): Promise<void>;
  /** Ends the process and keeps its data; `start` goes on with them. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** Starts a real Prometheus on the loopback address, with its data in a folder of its own. */
export async function startPrometheus({ config, port, historyFile }: PrometheusOptions): Promise<RunningPrometheus> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-prometheus-'));
  const dataDirectory = path.join(directory, 'data');
  const configFile = path.join(directory, 'prometheus.yml');
  fs.writeFileSync(configFile, config);
  if (historyFile !== undefined) {
    await createBlocks(historyFile, dataDirectory);
  }
  const address = `127.0.0.1:${port === 0 ? await freePort() : port}`;
  let stopProcess = await run(configFile, dataDirectory, address);
  return {
    url: `http://${address}`,
    stop: () => stopProcess(),
    start: async () => {
      stopProcess = await run(configFile, dataDirectory, address);
    },
    close: async () => {
      await stopProcess();
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function createBlocks(historyFile: string, dataDirectory: string): Promise<void> {
  const args = ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', historyFile, dataDirectory];
  await promisify(execFile)('promtool', args);
}

function run(configFile: string, dataDirectory: string, address: string): Promise<() => Promise<void>> {
  return runServer({
    name: 'Prometheus',
    command: 'prometheus',
    args: [
      `--config.file=${configFile}`,
      `--storage.tsdb.path=${dataDirectory}`,
      `--web.listen-address=${address}`,
      '--log.level=error',
    ],
    readyUrl: `http://${address}/-/ready`,
  });
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') {
    throw new Error('No free port was found.');
  }
  return address.port;
}
