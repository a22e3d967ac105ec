/** Training on a GPU node with Elastic Fabric Adapters, and a feature cache with two interfaces (Multus). */
import { conversation, ref, workload, type Application } from './workloads';

const NAMESPACE = 'ml-training';
/** The workload that uses the Elastic Fabric Adapters. */
const TRAINER = ref(NAMESPACE, 'trainer');

/** The training workloads, which exist once in a cluster. */
export function mlTraining(): Application {
  const featureCache = ref(NAMESPACE, 'feature-cache');
  return {
    workloads: [
      workload('StatefulSet', NAMESPACE, TRAINER.workload, {
        replicas: 2,
        needsGpu: true,
        tcpPorts: [29500],
        service: TRAINER.workload,
        dnsLookupsPerSecond: 1,
      }),
      workload('StatefulSet', NAMESPACE, featureCache.workload, {
        tcpPorts: [6379],
        service: featureCache.workload,
        secondInterface: true,
      }),
    ],
    conversations: [
      conversation(TRAINER, featureCache, 6379, {
        requestsPerSecond: 60,
        requestBytes: 300,
        responseBytes: 120_000,
        connectionsPerRequest: 0.0005,
      }),
      conversation(TRAINER, { external: 's3' }, 443, {
        requestsPerSecond: 2,
        requestBytes: 1200,
        responseBytes: 4_000_000,
        connectionsPerRequest: 0.2,
      }),
      conversation(featureCache, { external: 's3' }, 443, {
        requestsPerSecond: 3,
        requestBytes: 1000,
        responseBytes: 900_000,
        connectionsPerRequest: 0.1,
        onSecondInterface: true,
      }),
    ],
  };
}
