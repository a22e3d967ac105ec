/** The series of kube-state-metrics for pods (kubernetes/kube-state-metrics, docs/metrics/workload/pod-metrics.md). */
import { type Labels, type MetricFamily, memoize, type Sample } from '../exposition/exposition';
import { ipv6Of, isIpv6 } from '../world/addresses';
import { type Pod, runsAt } from '../world/pods';

const PHASES = ['Pending', 'Succeeded', 'Failed', 'Unknown', 'Running'] as const;

function pod({ namespace, name, uid }: Pod) {
  return { namespace, pod: name, uid };
}

function gauge(name: string, help: string, samples: Sample[]): MetricFamily {
  return { name, help, type: 'gauge', samples };
}

const identity = memoize((item: Pod): Labels => pod(item));

const info = memoize((item: Pod): Labels => {
  const { kind, name } = item.owner;
  return {
    ...pod(item),
    host_ip: item.node.ip,
    pod_ip: item.ip,
    node: item.node.name,
    created_by_kind: kind,
    created_by_name: name,
    priority_class: item.spec.kind === 'DaemonSet' ? 'system-node-critical' : '',
    host_network: String(item.spec.hostNetwork),
  };
});

const owner = memoize((item: Pod): Labels => {
  const { kind, name } = item.owner;
  return { ...pod(item), owner_kind: kind, owner_name: name, owner_is_controller: 'true' };
});

/** The labels that `--metric-labels-allowlist=pods=[app.kubernetes.io/name,pod-template-hash]` permits. */
const labels = memoize((item: Pod): Labels => ({
  ...pod(item),
  label_app_kubernetes_io_name: item.spec.workload,
  ...(item.podTemplateHash && { label_pod_template_hash: item.podTemplateHash }),
}));

const phases = memoize((item: Pod) => PHASES.map((phase) => ({ phase, labels: { ...pod(item), phase } })));

const container = memoize((item: Pod): Labels => ({ ...pod(item), container: item.spec.workload }));

function isOne(of: Labels): Sample {
  return { labels: of, value: 1 };
}

function phaseSamples(item: Pod, nowMs: number): Sample[] {
  const current = runsAt(item, nowMs) ? 'Running' : 'Succeeded';
  return phases(item).map(({ phase, labels: of }) => ({ labels: of, value: phase === current ? 1 : 0 }));
}

const readiness = memoize((item: Pod) =>
  ['true', 'false', 'unknown'].map((condition) => ({ ...pod(item), condition }))
);

function readySamples(item: Pod, isReady: boolean): Sample[] {
  return readiness(item).map((of) => ({ labels: of, value: of.condition === String(isReady) ? 1 : 0 }));
}

/** The only container of a pod. */
export interface ContainerState {
  /** The number of its restarts. */
  restarts: number;
  /** The time of its last start. */
  startMs: number;
  /** Why it ended the last time; absent if it never did, or if that is not known. */
  endReason?: string;
  isReady: boolean;
}

const addresses = memoize((item: Pod) =>
  [item.ip, ipv6Of(item.ip)].map((ip): Labels => ({ ...pod(item), ip, ip_family: isIpv6(ip) ? '6' : '4' }))
);

/** Both addresses of pods that have two; `kube_pod_info` has the first one. */
export function podAddresses(pods: Pod[]): MetricFamily {
  const samples = pods.flatMap((item) => addresses(item).map(isOne));
  return gauge('kube_pod_ips', '[STABLE] Pod IP addresses', samples);
}

/** The families of pods and their containers. */
export function podFamilies(pods: Pod[], nowMs: number, containerOf: (pod: Pod) => ContainerState): MetricFamily[] {
  const startTime = (item: Pod) => ({ labels: identity(item), value: Math.floor(item.startMs / 1000) });
  return [
    gauge(
      'kube_pod_info',
      '[STABLE] Information about pod.',
      pods.map((item) => isOne(info(item)))
    ),
    gauge(
      'kube_pod_owner',
      "[STABLE] Information about the Pod's owner.",
      pods.map((item) => isOne(owner(item)))
    ),
    gauge(
      'kube_pod_labels',
      '[STABLE] Kubernetes labels converted to Prometheus labels.',
      pods.map((item) => isOne(labels(item)))
    ),
    gauge(
      'kube_pod_status_phase',
      '[STABLE] The pods current phase.',
      pods.flatMap((item) => phaseSamples(item, nowMs))
    ),
    gauge('kube_pod_start_time', '[STABLE] Start time in unix timestamp for a pod.', pods.map(startTime)),
    gauge(
      'kube_pod_container_state_started',
      '[STABLE] Start time in unix timestamp for a pod container.',
      pods.map((item) => ({ labels: container(item), value: Math.floor(containerOf(item).startMs / 1000) }))
    ),
    gauge(
      'kube_pod_status_ready',
      '[STABLE] Describes whether the pod is ready to serve requests.',
      pods.flatMap((item) => readySamples(item, containerOf(item).isReady && runsAt(item, nowMs)))
    ),
    gauge(
      'kube_pod_container_status_last_terminated_reason',
      'Describes the last reason the container was in terminated state.',
      pods.flatMap((item) => {
        const { endReason } = containerOf(item);
        return endReason === undefined ? [] : [isOne({ ...container(item), reason: endReason })];
      })
    ),
    {
      name: 'kube_pod_container_status_restarts_total',
      help: '[STABLE] The number of container restarts per container.',
      type: 'counter',
      samples: pods.map((item) => ({ labels: container(item), value: containerOf(item).restarts })),
    },
  ];
}
