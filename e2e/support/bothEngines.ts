import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startPrometheus } from '../../scripts/demo/startPrometheus';
import { type HistoryOptions, writeHistory } from '../../simulator/history';
import { startVictoriaMetrics } from './victoriaMetrics';

export const ENGINES = ['Prometheus', 'VictoriaMetrics'] as const;

export type Engine = (typeof ENGINES)[number];

export interface BothEngines {
  /** The base URLs of the Prometheus API. */
  urls: Record<Engine, string>;
  close(): Promise<void>;
}

/** Writes the history of a simulated cluster into a real Prometheus and a real VictoriaMetrics. */
export async function startBothEngines(history: Omit<HistoryOptions, 'file'>): Promise<BothEngines> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-engines-'));
  const file = path.join(directory, 'history.om');
  await writeHistory({ ...history, file });
  const prometheus = await startPrometheus({ config: 'scrape_configs: []', port: 0, historyFile: file });
  const victoriaMetrics = await startVictoriaMetrics(inMilliseconds(fs.readFileSync(file, 'utf8')));
  fs.rmSync(directory, { recursive: true });
  return {
    urls: { Prometheus: prometheus.url, VictoriaMetrics: victoriaMetrics.url },
    close: async () => {
      await prometheus.close();
      await victoriaMetrics.close();
    },
  };
}

/** Converts OpenMetrics, whose timestamps are in seconds, to the text format of Prometheus. */
function inMilliseconds(openMetrics: string): string {
  return openMetrics.replace(/^(.*) ([0-9.]+)$/gm, (line, series: string, seconds: string) =>
    line.startsWith('#') ? line : `${series} ${Math.round(Number(seconds) * 1_000)}`
  );
}
