/** The applications of each cell of the cluster. The first cell is that of the demo; the others are copies of it. */
import { type ClusterDns } from '../clusterDns';
import { ref, type Application, type ConversationSpec, type WorkloadSpec } from './workloads';
import { batch } from './batch';
import { ecommerce } from './ecommerce';
import { ingress } from './ingress';
import { mlTraining } from './mlTraining';
import { monitoring } from './monitoring';
import { photoGallery } from './photoGallery';
import { controlPlane, COREDNS_WORKLOAD, platform } from './platform';
import { retailStore } from './retailStore';

const DNS_PORT = 53;
const PROBES_PER_SECOND = 0.2;

function businessApplications(suffix: string): Application[] {
  const retail = `retail-store${suffix}`;
  const shop = `ecommerce${suffix}`;
  const photos = `photo-gallery${suffix}`;
  return [
    retailStore(retail),
    ecommerce(shop),
    photoGallery(photos),
    ingress(`istio-ingress${suffix}`, {
      ui: ref(retail, 'ui'),
      graphqlApi: ref(shop, 'graphql-api'),
      photoApi: ref(photos, 'api-gateway'),
    }),
    batch(`batch${suffix}`, { orders: ref(shop, 'orders'), shopDatabase: ref(retail, 'orders-postgresql') }),
  ];
}

function dnsLookups(client: WorkloadSpec): ConversationSpec {
  return {
    client: ref(client.namespace, client.workload),
    server: COREDNS_WORKLOAD,
    port: DNS_PORT,
    protocol: 'UDP',
    requestsPerSecond: client.dnsLookupsPerSecond * client.replicas,
    requestBytes: 62,
    responseBytes: 160,
    connectionsPerRequest: 0,
    onSecondInterface: false,
    toEndpoints: false,
  };
}

/**
 * Liveness and readiness probes of each pod, each every 10 s, over a new connection that the kubelet opens from the
 * node.
 */
function probes(server: WorkloadSpec): ConversationSpec {
  return {
    client: { everyNode: true },
    server: ref(server.namespace, server.workload),
    port: server.probePort ?? 0,
    protocol: 'TCP',
    requestsPerSecond: PROBES_PER_SECOND,
    requestBytes: 120,
    responseBytes: 160,
    connectionsPerRequest: 1,
    onSecondInterface: false,
    toEndpoints: true,
  };
}

/** All workloads and conversations of a cell. The namespaces of cell 7 end in "-0007". */
export function cellApplication(cellIndex: number, dns: ClusterDns = 'coredns'): Application {
  const suffix = cellIndex === 0 ? '' : `-${String(cellIndex).padStart(4, '0')}`;
  const once = cellIndex === 0 ? [controlPlane(), monitoring(), mlTraining()] : [];
  const applications = [...businessApplications(suffix), platform(dns), ...once];
  const workloads = applications.flatMap((application) => application.workloads);
  return {
    workloads,
    conversations: [
      ...applications.flatMap((application) => application.conversations),
      ...workloads.filter((spec) => spec.dnsLookupsPerSecond > 0).map(dnsLookups),
      ...workloads.filter((spec) => spec.probePort !== undefined && !spec.hostNetwork).map(probes),
    ],
  };
}
