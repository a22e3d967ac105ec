import { type Endpoint, type Flow } from '../core/flow/flow';
import { workloadFromPodName } from '../core/kubernetes/workloadFromPodName';

/** A pod's endpoint from "namespace/pod-name". */
export function aPod(name: string, over: Partial<Endpoint> = {}): Endpoint {
  const [namespace = '', pod = ''] = name.split('/');
  return { namespace, pod, workload: workloadFromPodName(pod), ...over };
}

interface FlowFacts {
  bytes?: number;
  retransmissions?: number;
  timeouts?: number;
  roundTripTimeMicroseconds?: number;
  port?: number;
  category?: string;
}

/** A flow that the client's agent reported. */
export function aFlow(client: Endpoint, server: Endpoint, facts: FlowFacts = {}): Flow {
  const byClient = (value: number | undefined) => (value === undefined ? {} : { byClient: value });
  return {
    client,
    server,
    ...(facts.port !== undefined && { port: facts.port }),
    category: facts.category ?? 'INTRA_AZ',
    metrics: {
      bytes: byClient(facts.bytes),
      retransmissions: byClient(facts.retransmissions),
      timeouts: byClient(facts.timeouts),
      roundTripTimeMicroseconds: byClient(facts.roundTripTimeMicroseconds),
    },
    path: [],
  };
}
