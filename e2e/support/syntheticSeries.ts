import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type RunningPrometheus, startPrometheus } from '../../scripts/demo/startPrometheus';
import { labelText, type Labels } from '../../simulator/exposition/exposition';
import { type RunningVictoriaMetrics, startVictoriaMetrics } from './victoriaMetrics';

/** A series as if it had been scraped: one sample per step, starting with the first one, and no sample for null. */
export interface SyntheticSeries {
  name: string;
  labels: Labels;
  values: ReadonlyArray<number | null>;
  stepSeconds?: number;
}

export const SERIES_START_MS = Date.parse('2026-11-22T12:00:00Z');
const STEP_SECONDS = 30;

/** Starts a real Prometheus that contains only these series, for what the simulated cluster never does. */
export async function startPrometheusWith(series: readonly SyntheticSeries[]): Promise<RunningPrometheus> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-series-'));
  const file = path.join(directory, 'history.om');
  fs.writeFileSync(file, openMetrics(series));
  const prometheus = await startPrometheus({ config: 'scrape_configs: []', port: 0, historyFile: file });
  fs.rmSync(directory, { recursive: true });
  return prometheus;
}

/** Starts a real VictoriaMetrics that contains only these series. */
export function startVictoriaMetricsWith(series: readonly SyntheticSeries[]): Promise<RunningVictoriaMetrics> {
  return startVictoriaMetrics(series.flatMap((one) => linesOf(one, 1)).join(''));
}

function openMetrics(series: readonly SyntheticSeries[]): string {
  const names = [...new Set(series.map(({ name }) => name))].sort();
  const families = names.map((name) => {
    const lines = series.filter((one) => one.name === name).flatMap((one) => linesOf(one, 1_000));
    return `# TYPE ${name} gauge\n${lines.join('')}`;
  });
  return `${families.join('')}# EOF\n`;
}

/** @param unitMs the unit of the timestamps, in milliseconds */
function linesOf({ name, labels, values, stepSeconds = STEP_SECONDS }: SyntheticSeries, unitMs: 1 | 1_000): string[] {
  return values.flatMap((value, index) => {
    const timestamp = (SERIES_START_MS + index * stepSeconds * 1_000) / unitMs;
    return value === null ? [] : [`${name}${labelText(labels)} ${value} ${timestamp}\n`];
  });
}
