import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

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

async function run(configFile: string, dataDirectory: string, address: string): Promise<() => Promise<void>> {
  const args = [
    `--config.file=${configFile}`,
    `--storage.tsdb.path=${dataDirectory}`,
    `--web.listen-address=${address}`,
    '--log.level=error',
  ];
  const child = spawn('prometheus', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk.toString()).slice(-4_000);
  });
  const ended = once(child, 'exit');
  const failed = ended.then(() => {
    throw new Error(`Prometheus did not start: ${complaints.trim()}`);
  });
  // Once it is ready its end is no failure any more, and nobody listens to this promise.
  failed.catch(() => undefined);
  await Promise.race([untilReady(`http://${address}/-/ready`), failed]);
  return async () => {
    child.kill('SIGTERM');
    await ended;
  };
}

const READY_DEADLINE_MS = 60_000;

async function untilReady(url: string): Promise<void> {
  const deadlineMs = Date.now() + READY_DEADLINE_MS;
  while (Date.now() < deadlineMs) {
    const isReady = await fetch(url).then(
      ({ ok }) => ok,
      () => false
    );
    if (isReady) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Prometheus was not ready within ${READY_DEADLINE_MS / 1_000} seconds.`);
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
