/** Prometheus and its targets: the one workload that connects to nearly everything, which is harmless. */
import { type Application, conversation, type ConversationSpec, ref, workload, type WorkloadSpec } from './workloads';
import { AGENT_PORT, COREDNS_WORKLOAD } from './platform';

const NAMESPACE = 'monitoring';
/** The port of node_exporter on each node. */
export const NODE_EXPORTER_PORT = 9100;

const prometheus = ref(NAMESPACE, 'prometheus-server');
const kubeStateMetrics = ref(NAMESPACE, 'kube-state-metrics');

/** Scrapes use connections that stay open, directly to the pods. */
const scrape = { connectionsPerRequest: 0.001, toEndpoints: true };

function workloads(): WorkloadSpec[] {
  return [
    workload('StatefulSet', NAMESPACE, 'prometheus-server', {
      tcpPorts: [9090],
      service: 'prometheus-server',
      probePort: 9090,
      dnsLookupsPerSecond: 1,
    }),
    workload('Deployment', NAMESPACE, 'kube-state-metrics', {
      tcpPorts: [8080, 8081],
      service: 'kube-state-metrics',
      probePort: 8081,
    }),
    workload('Deployment', NAMESPACE, 'grafana', { tcpPorts: [3000], service: 'grafana', probePort: 3000 }),
    workload('StatefulSet', NAMESPACE, 'alertmanager', { tcpPorts: [9093, 9094], service: 'alertmanager' }),
  ];
}

function conversations(): ConversationSpec[] {
  return [
    conversation(prometheus, { everyNode: true }, AGENT_PORT, {
      ...scrape,
      requestsPerSecond: 0.4,
      requestBytes: 310,
      responseBytes: 24_000,
    }),
    conversation(prometheus, { everyNode: true }, NODE_EXPORTER_PORT, {
      ...scrape,
      requestsPerSecond: 0.4,
      requestBytes: 310,
      responseBytes: 71_000,
    }),
    conversation(prometheus, kubeStateMetrics, 8080, {
      ...scrape,
      requestsPerSecond: 0.034,
      requestBytes: 310,
      responseBytes: 1_900_000,
    }),
    conversation(prometheus, COREDNS_WORKLOAD, 9153, {
      ...scrape,
      requestsPerSecond: 0.067,
      requestBytes: 310,
      responseBytes: 21_000,
    }),
    conversation(prometheus, ref(NAMESPACE, 'alertmanager'), 9093, {
      requestsPerSecond: 0.1,
      requestBytes: 2400,
      responseBytes: 180,
    }),
    conversation(ref(NAMESPACE, 'grafana'), prometheus, 9090, {
      requestsPerSecond: 5,
      requestBytes: 1200,
      responseBytes: 46_000,
    }),
  ];
}

/** The monitoring workloads, which exist once in a cluster. */
export function monitoring(): Application {
  return { workloads: workloads(), conversations: conversations() };
}
