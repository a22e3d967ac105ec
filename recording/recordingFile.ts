import { duration, yamlFile } from '../alerts/yamlFile';
import { type ClusterOption } from '../src/core/prometheus/labels';
import { RECORDED_SECONDS, recordingRules } from '../src/core/prometheus/agent/recorded';

/** What is committed, by its place in the repository. */
export const RECORDING_FILE = 'provisioning/prometheus/eastwest.recording.yaml';
/** Where no series has the label, it does no harm. */
export const COMMITTED_SCOPE = { clusterLabel: 'cluster' } as const;

/** The rule file that Prometheus, Amazon Managed Service for Prometheus and Mimir take. */
export function recordingFile(scope: ClusterOption): string {
  const comments = [
    'What pods move, per second, for clusters too large to be gone through by every query; docs/metrics.md says when.',
  ];
  // One group: rules of different groups are evaluated side by side, and the count would be of the values before.
  const group = { name: 'eastwest-recording', interval: duration(RECORDED_SECONDS), rules: recordingRules(scope) };
  return yamlFile(comments, { groups: [group] }, 'recording');
}
