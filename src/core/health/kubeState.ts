import { type ExposedPods } from '../inventory/agents';
import { someNames } from '../someNames';
import { type Finding } from './finding';

/** What Prometheus holds of kube-state-metrics, and what the settings say of it. */
export interface KubeStateFacts {
  isExpected: boolean;
  clusterLabel?: string;
  /** Of how many pods `kube_pod_info` tells. */
  pods: number;
  /** How many pods run by `kube_pod_status_phase`. */
  running: number;
  /** How many series are labelled with its own pod: all of them, or those of a second one only. */
  renamed: number;
  /** The clusters of whose agents' pods it knows none; absent where that is not known. */
  unknown?: readonly ExposedPods[];
}

/** Whether kube-state-metrics can do what the settings expect of it: where it cannot, queries of pods are empty. */
export function kubeStateFinding(facts: KubeStateFacts): Finding {
  return facts.isExpected ? expected(facts) : unexpected(facts);
}

function expected({ pods, running, renamed, unknown = [], clusterLabel }: KubeStateFacts): Finding {
  if (renamed > 0 && renamed >= pods) {
    return empty(
      'Its series are labelled with its own pod. Set honor_labels: true in the job that scrapes kube-state-metrics'
    );
  }
  if (pods === 0 && running === 0) {
    return empty(
      'The settings say that it is in this Prometheus, and it is not. Have Prometheus scrape it, or switch it off in the settings'
    );
  }
  if (pods === 0 || running === 0) {
    const missing = pods === 0 ? 'kube_pod_info' : 'kube_pod_status_phase';
    return empty(`It gives no ${missing}. Let that metric through its allow-list and its scrape job`);
  }
  return unknown.length > 0
    ? ofOtherPods(unknown, clusterLabel)
    : finding('fine', `It tells of ${running} running pods.`);
}

function ofOtherPods(unknown: readonly ExposedPods[], clusterLabel: string | undefined): Finding {
  const clusters = unknown.flatMap(({ cluster }) => (cluster ? [cluster] : []));
  const where = clusters.length === 0 ? '' : ` of ${someNames(clusters)}`;
  const remedy =
    clusterLabel === undefined
      ? 'Have Prometheus scrape that of the same cluster'
      : `Give its series the label "${clusterLabel}" with the same values as the agents' series have`;
  return empty(`It tells of none of the pods${where} that the agents print. ${remedy}`);
}

function unexpected({ pods, running, renamed }: KubeStateFacts): Finding {
  return pods > 0 && running > 0 && renamed < pods
    ? finding(
        'warning',
        'It is in this Prometheus, and the settings say that it is not: names are guessed, and ended pods are known late. Switch it on in the settings.'
      )
    : finding(
        'info',
        'The settings say that there is none: names decide what workload a pod belongs to, values that repeat show which pods ended (docs/metrics.md has the errors), and interfaces that agents do not read cannot be found.'
      );
}

/** @param text without the full stop at its end. */
function empty(text: string): Finding {
  return finding('warning', `${text}: until then, queries of pods find nothing.`);
}

function finding(state: Finding['state'], text: string): Finding {
  return { part: 'kube-state-metrics', state, text };
}
