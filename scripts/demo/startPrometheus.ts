import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createBlocks } from './createBlocks';
import { freePort } from './freePort';
import { promtool } from './promtool';
import { runServer } from './runServer';

export interface PrometheusOptions {
  /** The text of prometheus.yml. */
  config: string;
  /** 0 for a free port. */
  port: number;
  /** OpenMetrics text of the initial data. */
  historyFile?: string;
  /** A data directory with initial blocks, which is not removed at the end; by default, a new temporary directory. */
  dataDirectory?: string;
  /** Arguments in addition to the usual ones. */
  moreArgs?: readonly string[];
}

/** A time span, in milliseconds since the epoch. */
export interface Span {
  startMs: number;
  endMs: number;
}

export interface RunningPrometheus {
  url: string;
  /** Stops the process and removes its data. */
  close(): Promise<void>;
  /** Stops the process and keeps its data; `start` continues with them. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Writes the results of recording rules for a span, without results of other rules as input, and restarts. */
  record(ruleFile: string, span: Span): Promise<void>;
}

/** Starts a real Prometheus on the loopback address, with its own data directory. */
export async function startPrometheus({
  config,
  port,
  historyFile,
  moreArgs = [],
  ...given
}: PrometheusOptions): Promise<RunningPrometheus> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-prometheus-'));
  const dataDirectory = given.dataDirectory ?? path.join(directory, 'data');
  const configFile = path.join(directory, 'prometheus.yml');
  fs.writeFileSync(configFile, config);
  if (historyFile !== undefined) {
    await createBlocks(historyFile, dataDirectory);
  }
  const address = `127.0.0.1:${port === 0 ? await freePort() : port}`;
  const url = `http://${address}`;
  const run = () =>
    runPrometheus(address, [`--config.file=${configFile}`, `--storage.tsdb.path=${dataDirectory}`, ...moreArgs]);
  let stopProcess = await run();
  return {
    url,
    stop: () => stopProcess(),
    start: async () => {
      stopProcess = await run();
    },
    record: async (ruleFile, { startMs, endMs }) => {
      const times = [`--start=${startMs / 1_000}`, `--end=${endMs / 1_000}`];
      await promtool(
        'tsdb',
        'create-blocks-from',
        'rules',
        `--url=${url}`,
        ...times,
        `--output-dir=${dataDirectory}`,
        ruleFile
      );
      await stopProcess();
      stopProcess = await run();
    },
    close: async () => {
      await stopProcess();
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
}

function runPrometheus(address: string, args: string[]): Promise<() => Promise<void>> {
  return runServer({
    name: 'Prometheus',
    command: 'prometheus',
    args: [...args, `--web.listen-address=${address}`, '--log.level=error'],
    readyUrl: `http://${address}/-/ready`,
  });
}
