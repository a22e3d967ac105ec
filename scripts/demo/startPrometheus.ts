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
  /** 0 takes a free one. */
  port: number;
  /** OpenMetrics text to begin with. */
  historyFile?: string;
  /** A folder with blocks to begin with, which is not removed at the end; an empty one of its own if absent. */
  dataDirectory?: string;
  /** Beside those that it is always started with. */
  moreArgs?: readonly string[];
}

/** A span of the past, in ms since the epoch. */
export interface Span {
  startMs: number;
  endMs: number;
}

export interface RunningPrometheus {
  url: string;
  /** Ends the process and removes its data. */
  close(): Promise<void>;
  /** Ends the process and keeps its data; `start` goes on with them. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Writes what recording rules would have written in a span, none of them going by another's, and starts anew. */
  record(ruleFile: string, span: Span): Promise<void>;
}

/** Starts a real Prometheus on the loopback address, with its data in a folder of its own. */
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
