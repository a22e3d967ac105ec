import { type ExposedPods } from '../inventory/agents';
import { type Finding } from './finding';
import {
  AVAILABLE_BUT_DISABLED,
  EXPECTED_BUT_MISSING,
  KUBE_STATE_DISABLED,
  metricMissing,
  OWN_POD_LABEL,
  podsNotFound,
  runningPodsFound,
} from './messages';

/** What Prometheus has of kube-state-metrics, compared with the settings. */
export interface KubeStateFacts {
  /** Whether it is enabled in the settings. */
  isExpected: boolean;
  clusterLabel?: string;
  /** The number of pods in `kube_pod_info`. */
  pods: number;
  /** The number of running pods in `kube_pod_status_phase`. */
  running: number;
  /** The number of series that have the exporter's own pod as their label: all, or only those of a second exporter. */
  renamed: number;
  /** The clusters of which it has none of the pods that the agents export; absent if that is not known. */
  unknown?: readonly ExposedPods[];
}

/** Whether kube-state-metrics provides what the settings expect of it. If it does not, queries of pods return no data. */
export function kubeStateFinding(facts: KubeStateFacts): Finding {
  return facts.isExpected ? expected(facts) : unexpected(facts);
}

function expected({ pods, running, renamed, unknown = [], clusterLabel }: KubeStateFacts): Finding {
  if (renamed > 0 && renamed >= pods) {
    return finding('warning', OWN_POD_LABEL);
  }
  if (pods === 0 && running === 0) {
    return finding('warning', EXPECTED_BUT_MISSING);
  }
  if (pods === 0 || running === 0) {
    return finding('warning', metricMissing(pods === 0 ? 'kube_pod_info' : 'kube_pod_status_phase'));
  }
  const clusters = unknown.flatMap(({ cluster }) => (cluster ? [cluster] : []));
  return unknown.length > 0
    ? finding('warning', podsNotFound(clusters, clusterLabel))
    : finding('fine', runningPodsFound(running));
}

function unexpected({ pods, running, renamed }: KubeStateFacts): Finding {
  return pods > 0 && running > 0 && renamed < pods
    ? finding('warning', AVAILABLE_BUT_DISABLED)
    : finding('info', KUBE_STATE_DISABLED);
}

function finding(state: Finding['state'], text: string): Finding {
  return { part: 'kube-state-metrics', state, text };
}
