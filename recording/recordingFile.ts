import { duration, yamlFile } from '../alerts/yamlFile';
import { type ClusterOption } from '../src/core/prometheus/labels';
import { RECORDED_SECONDS, recordingRules } from '../src/core/prometheus/agent/recorded';

/** Path of the generated file in the repository. */
export const RECORDING_FILE = 'provisioning/prometheus/eastwest.recording.yaml';
/** The scope of the committed file. The label has no effect if no series has it. */
export const COMMITTED_SCOPE = { clusterLabel: 'cluster' } as const;

/** The rule file for Prometheus, Amazon Managed Service for Prometheus, and Mimir. */
export function recordingFile(scope: ClusterOption): string {
  const comments = [
    'Per-pod traffic rates for clusters that are too large for queries of the raw series. docs/metrics.md explains when to use them.',
  ];
  // One group, because groups are evaluated concurrently: in another group, the count would use the previous values.
  const group = { name: 'eastwest-recording', interval: duration(RECORDED_SECONDS), rules: recordingRules(scope) };
  return yamlFile(comments, { groups: [group] }, 'recording');
}
