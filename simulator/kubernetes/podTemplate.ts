/** What the pods of a workload have in common: the template in the workload's spec. */
import { type WorkloadSpec } from '../world/applications/workloads';
import { workloadLabels } from './labels';
import { type Texts } from './object';
import { containerPorts } from '../world/ports';

/** A value in the environment of every container. It is not a secret; readers must not keep it. */
export const FAKE_SECRET = 'fake-secret-to-test-that-readers-do-not-keep-it';

function environment(): object[] {
  return [
    { name: 'POD_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
    { name: 'FAKE_API_TOKEN', value: FAKE_SECRET },
  ];
}

function container(spec: WorkloadSpec, revision: number): object {
  const ports = containerPorts(spec);
  const { workload, namespace, probePort } = spec;
  return {
    env: environment(),
    image: `registry.example.com/${namespace}/${workload}:1.${revision}`,
    imagePullPolicy: 'IfNotPresent',
    name: workload,
    ...(ports.length > 0 && { ports }),
    ...(probePort !== undefined && {
      readinessProbe: {
        failureThreshold: 3,
        httpGet: { path: '/health', port: probePort, scheme: 'HTTP' },
        periodSeconds: 10,
        timeoutSeconds: 1,
      },
    }),
    resources: { requests: { cpu: '100m', memory: '128Mi' } },
  };
}

function dnsPolicyOf({ workload, hostNetwork }: WorkloadSpec): string {
  if (workload === 'coredns' || workload === 'node-local-dns') {
    return 'Default';
  }
  return hostNetwork ? 'ClusterFirstWithHostNet' : 'ClusterFirst';
}

/** The spec of a pod before it is on a node. */
export function podSpec(spec: WorkloadSpec, revision: number): object {
  return {
    containers: [container(spec, revision)],
    dnsPolicy: dnsPolicyOf(spec),
    ...(spec.hostNetwork && { hostNetwork: true }),
    ...(spec.kind === 'DaemonSet' && { priorityClassName: 'system-node-critical' }),
    restartPolicy: spec.kind === 'CronJob' ? 'OnFailure' : 'Always',
    schedulerName: 'default-scheduler',
    serviceAccountName: spec.workload,
    terminationGracePeriodSeconds: 30,
  };
}

/** The annotations of a workload's pods. */
export function podAnnotations({ tcpPorts }: WorkloadSpec): Texts {
  const [port] = tcpPorts;
  return port === undefined
    ? {}
    : { 'prometheus.io/port': String(port), 'prometheus.io/scrape': 'false', 'example.com/note': FAKE_SECRET };
}

/** The template of a workload's pods. */
export function podTemplate(spec: WorkloadSpec, revision: number, addedLabels: Texts = {}): object {
  return {
    metadata: { annotations: podAnnotations(spec), labels: { ...workloadLabels(spec).pod, ...addedLabels } },
    spec: podSpec(spec, revision),
  };
}
