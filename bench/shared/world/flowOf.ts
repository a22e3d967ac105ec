import { type Endpoint, type Flow } from '../../../src/core/flow/flow';
import { workloadFromPodName } from '../../../src/core/kubernetes/workloadFromPodName';
import { type WorldFlow } from './scenarios';

/** What the data source makes of a row of the network-flow API. */
export function flowOf(flow: WorldFlow): Flow {
  return {
    client: podOf(flow.clientNamespace, flow.clientPod, flow.clientZone),
    server: podOf(flow.serverNamespace, flow.serverPod, flow.serverZone),
    port: flow.port,
    category: flow.category,
    metrics: {
      bytes: { byClient: flow.bytes },
      retransmissions: { byClient: flow.retransmissions },
      timeouts: {},
      roundTripTimeMicroseconds: {},
    },
    path: [],
  };
}

function podOf(namespace: string, pod: string, zoneId: string): Endpoint {
  return { namespace, pod, workload: workloadFromPodName(pod), zoneId };
}
