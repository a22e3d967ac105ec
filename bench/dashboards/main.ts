/**
 * `npm run bench:dashboards`: measures the dashboards on clusters of 1,000 and 5,000 nodes, with raw and with recorded
 * series.
 */
import { Console } from 'node:console';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { recordRules } from '../../e2e/support/recordRules';
import { startPrometheus } from '../../scripts/demo/startPrometheus';
import { compare } from './compare';
import { evaluateOnce } from './evaluateOnce';
import { PODS_PER_NODE, syntheticCluster } from './syntheticCluster';
import { writeSeries } from './writeSeries';

const output = new Console(process.stdout);

const MINUTE_MS = 60_000;
/** Within one of Prometheus' two-hour blocks, as the newest data of a live server are in its head block. */
const END_MS = Date.parse('2026-11-22T11:48:07Z');
const RANGE = { startMs: END_MS - 30 * MINUTE_MS, endMs: END_MS };
/** The range and the time before it that the guards look back. */
const HISTORY = { startMs: Date.parse('2026-11-22T10:46:00Z'), endMs: Date.parse('2026-11-22T11:50:00Z') };
/** Starts before the range, so that the recorded series cover it. */
const RECORDED = { startMs: Date.parse('2026-11-22T11:12:00Z'), endMs: Date.parse('2026-11-22T11:48:00Z') };
/** Here, rules are evaluated over many steps at once, which takes longer than the default limit of a query. */
const LIMITS = ['--query.timeout=30m', '--query.max-samples=500000000'];

/** Reports progress on stderr, separately from the results. */
function report(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function measure(nodeCount: number): Promise<void> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-bench-dashboards-'));
  try {
    const cluster = syntheticCluster(nodeCount);
    report(`writing the series of ${nodeCount} nodes`);
    const historyFile = path.join(directory, 'history.om');
    writeSeries(historyFile, cluster, HISTORY);
    const prometheus = await startPrometheus({ config: 'scrape_configs: []', port: 0, historyFile, moreArgs: LIMITS });
    fs.rmSync(historyFile);
    try {
      output.log(`\n${nodeCount} nodes, ${nodeCount * PODS_PER_NODE} pods, load ${os.loadavg()[0]?.toFixed(1)}`);
      const raw = await compare(prometheus.url, cluster, { range: RANGE, useRecorded: false }, report);
      report('evaluating the recording rules');
      await recordRules(prometheus, RECORDED);
      const recorded = await compare(prometheus.url, cluster, { range: RANGE, useRecorded: true }, report);
      output.table([...raw, ...recorded]);
      output.log('One evaluation of the recording rules');
      output.table([await evaluateOnce(prometheus.url, RECORDED.endMs)]);
    } finally {
      await prometheus.close();
    }
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const counts = process.argv.slice(2).map(Number);
  for (const nodeCount of counts.length === 0 ? [1_000, 5_000] : counts) {
    await measure(nodeCount);
  }
}

void main();
