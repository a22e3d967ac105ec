/** The system workloads of every EKS cluster: DNS, network and storage daemons, and the flow monitor's agent. */
import { type ClusterDns } from '../clusterDns';
import { type Application, conversation, type ConversationSpec, ref, workload, type WorkloadSpec } from './workloads';

/** The DaemonSet of the Network Flow Monitor agent. */
export const AGENT_WORKLOAD = ref('amazon-network-flow-monitor', 'aws-network-flow-monitor-agent');
/** The Deployment of CoreDNS. */
export const COREDNS_WORKLOAD = ref('kube-system', 'coredns');
/** The name of the external endpoint to which CoreDNS forwards its queries. */
export const VPC_RESOLVER = 'vpc-resolver';
/** The port of the agent's OpenMetrics endpoint. */
export const AGENT_PORT = 9109;

function daemon(namespace: string, name: string, tcpPorts: number[]) {
  return workload('DaemonSet', namespace, name, { tcpPorts, probePort: tcpPorts[0] });
}

function hostDaemon(namespace: string, name: string, tcpPorts: number[] = []) {
  return workload('DaemonSet', namespace, name, { tcpPorts, hostNetwork: true });
}

/** The workloads that every cell has. */
export function platform(dns: ClusterDns): Application {
  return { workloads: platformWorkloads(dns), conversations: platformConversations() };
}

function platformWorkloads(dns: ClusterDns): WorkloadSpec[] {
  return [
    ...(dns === 'auto-mode' ? [] : addOns()),
    hostDaemon(AGENT_WORKLOAD.namespace, AGENT_WORKLOAD.workload, [AGENT_PORT]),
    hostDaemon('monitoring', 'prometheus-node-exporter', [9100]),
    daemon('monitoring', 'fluent-bit', [2020]),
    ...(dns === 'node-local-dns' ? [hostDaemon('kube-system', 'node-local-dns', [53, 9253])] : []),
  ];
}

/** What EKS Auto Mode runs as system services of the nodes. */
function addOns(): WorkloadSpec[] {
  return [
    workload('Deployment', COREDNS_WORKLOAD.namespace, COREDNS_WORKLOAD.workload, {
      replicas: 2,
      tcpPorts: [53, 9153],
      service: 'kube-dns',
      probePort: 8080,
    }),
    hostDaemon('kube-system', 'aws-node'),
    hostDaemon('kube-system', 'kube-proxy'),
    daemon('kube-system', 'ebs-csi-node', [9808]),
  ];
}

function platformConversations(): ConversationSpec[] {
  return [
    conversation(COREDNS_WORKLOAD, { external: VPC_RESOLVER }, 53, {
      protocol: 'UDP',
      requestsPerSecond: 500,
      requestBytes: 70,
      responseBytes: 190,
      connectionsPerRequest: 0,
    }),
    conversation(ref('monitoring', 'fluent-bit'), { external: 'cloudwatch-logs' }, 443, {
      requestsPerSecond: 6,
      requestBytes: 34_000,
      responseBytes: 500,
      connectionsPerRequest: 0.05,
    }),
  ];
}

/** The workloads that a cluster has once. */
export function controlPlane(): Application {
  return {
    workloads: [
      workload('Deployment', 'kube-system', 'metrics-server', {
        replicas: 2,
        tcpPorts: [10250],
        service: 'metrics-server',
        probePort: 10250,
      }),
      workload('Deployment', 'kube-system', 'aws-load-balancer-controller', {
        replicas: 2,
        tcpPorts: [9443, 8080],
        service: 'aws-load-balancer-webhook-service',
        dnsLookupsPerSecond: 1,
      }),
      workload('Deployment', 'kube-system', 'cluster-autoscaler', { tcpPorts: [8085], dnsLookupsPerSecond: 1 }),
    ],
    conversations: [
      conversation(ref('kube-system', 'metrics-server'), { everyNode: true }, 10_250, {
        requestsPerSecond: 1.6,
        requestBytes: 420,
        responseBytes: 38_000,
        connectionsPerRequest: 0.01,
      }),
    ],
  };
}
