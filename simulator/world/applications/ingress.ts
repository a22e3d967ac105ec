/** The Istio ingress gateway, through which clients on the internet connect, behind a network load balancer. */
import { conversation, ref, workload, type Application, type ConversationSpec, type WorkloadRef } from './workloads';

/** The workloads behind the gateway. */
export interface IngressTargets {
  ui: WorkloadRef;
  graphqlApi: WorkloadRef;
  photoApi: WorkloadRef;
}

/** The gateway in a namespace. */
export function ingress(namespace: string, targets: IngressTargets): Application {
  const gateway = ref(namespace, 'istio-ingressgateway');
  const toTarget = (server: WorkloadRef, port: number, volume: Parameters<typeof conversation>[3]): ConversationSpec =>
    conversation(gateway, server, port, { ...volume, toEndpoints: true });
  return {
    workloads: [
      workload('Deployment', namespace, gateway.workload, {
        replicas: 2,
        // Status, HTTP and HTTPS. The agent resolves the name of the gateway as a server but not as a client.
        tcpPorts: [15021, 8080, 8443],
        service: gateway.workload,
        probePort: 15021,
        dnsLookupsPerSecond: 3,
      }),
    ],
    conversations: [
      conversation({ external: 'internet-clients' }, gateway, 8443, {
        requestsPerSecond: 150,
        requestBytes: 1300,
        responseBytes: 26_000,
        connectionsPerRequest: 0.15,
      }),
      toTarget(targets.ui, 8080, { requestsPerSecond: 95, requestBytes: 1100, responseBytes: 31_000 }),
      toTarget(targets.graphqlApi, 4000, { requestsPerSecond: 75, requestBytes: 1700, responseBytes: 18_000 }),
      toTarget(targets.photoApi, 8000, { requestsPerSecond: 30, requestBytes: 52_000, responseBytes: 84_000 }),
    ],
  };
}
