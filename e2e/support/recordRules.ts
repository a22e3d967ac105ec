import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { type RunningPrometheus, type Span } from '../../scripts/demo/startPrometheus';
import { RECORDED_SECONDS, type RecordingRule, recordingRules } from '../../src/core/prometheus/agent/recorded';

const RULES = recordingRules({ clusterLabel: 'cluster' });
const usesRecorded = ({ expr }: RecordingRule) => expr.includes('namespace_pod_node:');
/** promtool cannot evaluate a rule that uses the series of another rule before these exist. */
const LAYERS = [RULES.filter((rule) => !usesRecorded(rule)), RULES.filter(usesRecorded)];

/**
 * Records what the recording rules would have recorded in a span, evaluated by the real Prometheus that contains the
 * span.
 */
export async function recordRules(prometheus: RunningPrometheus, span: Span): Promise<void> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-rules-'));
  const file = path.join(directory, 'rules.yaml');
  for (const rules of LAYERS) {
    fs.writeFileSync(file, stringify({ groups: [{ name: 'recording', interval: `${RECORDED_SECONDS}s`, rules }] }));
    await prometheus.record(file, span);
  }
  fs.rmSync(directory, { recursive: true });
}
