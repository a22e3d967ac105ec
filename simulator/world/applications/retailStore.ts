/** An online store, modeled on the AWS retail store sample, with its databases, a queue and a payment provider. */
import { type Application, conversation, type ConversationSpec, ref, workload, type WorkloadSpec } from './workloads';

function workloads(namespace: string): WorkloadSpec[] {
  return [
    workload('Deployment', namespace, 'ui', {
      replicas: 5,
      extraReplicasAtPeak: 2,
      rolloutEveryMinutes: 300,
      tcpPorts: [8080],
      service: 'ui',
      probePort: 8080,
      dnsLookupsPerSecond: 12,
    }),
    workload('Deployment', namespace, 'catalog', {
      replicas: 4,
      extraReplicasAtPeak: 1,
      rolloutEveryMinutes: 480,
      tcpPorts: [8080],
      service: 'catalog',
      probePort: 8080,
      dnsLookupsPerSecond: 6,
    }),
    workload('StatefulSet', namespace, 'catalog-mysql', { tcpPorts: [3306], service: 'catalog-mysql' }),
    workload('Deployment', namespace, 'carts', {
      replicas: 4,
      tcpPorts: [8080],
      service: 'carts',
      probePort: 8080,
      dnsLookupsPerSecond: 8,
    }),
    workload('Deployment', namespace, 'checkout', {
      replicas: 2,
      extraReplicasAtPeak: 1,
      // The second port serves metrics. Because of it, the agent does not resolve the name of checkout as a client.
      tcpPorts: [8080, 9464],
      service: 'checkout',
      probePort: 8080,
      dnsLookupsPerSecond: 5,
    }),
    workload('Deployment', namespace, 'checkout-redis', { tcpPorts: [6379], service: 'checkout-redis' }),
    workload('Deployment', namespace, 'orders', {
      replicas: 3,
      tcpPorts: [8080],
      service: 'orders',
      probePort: 8080,
      dnsLookupsPerSecond: 5,
    }),
    workload('StatefulSet', namespace, 'orders-postgresql', { tcpPorts: [5432], service: 'orders-postgresql' }),
    workload('StatefulSet', namespace, 'orders-rabbitmq', {
      tcpPorts: [5672, 15672],
      service: 'orders-rabbitmq',
      rolloutEveryMinutes: 720,
    }),
  ];
}

function conversations(namespace: string): ConversationSpec[] {
  const at = (name: string) => ref(namespace, name);
  return [
    conversation(at('ui'), at('catalog'), 8080, { requestsPerSecond: 180, requestBytes: 620, responseBytes: 9200 }),
    conversation(at('ui'), at('carts'), 8080, { requestsPerSecond: 70, requestBytes: 780, responseBytes: 2400 }),
    conversation(at('ui'), at('checkout'), 8080, { requestsPerSecond: 14, requestBytes: 1900, responseBytes: 1500 }),
    conversation(at('ui'), at('orders'), 8080, { requestsPerSecond: 9, requestBytes: 700, responseBytes: 5200 }),
    conversation(at('catalog'), at('catalog-mysql'), 3306, {
      requestsPerSecond: 320,
      requestBytes: 240,
      responseBytes: 4100,
      connectionsPerRequest: 0.0005,
    }),
    conversation(at('carts'), { external: 'dynamodb' }, 443, {
      requestsPerSecond: 85,
      requestBytes: 1400,
      responseBytes: 1900,
    }),
    conversation(at('checkout'), at('checkout-redis'), 6379, {
      requestsPerSecond: 60,
      requestBytes: 180,
      responseBytes: 420,
      connectionsPerRequest: 0.0005,
    }),
    conversation(at('checkout'), at('orders'), 8080, {
      requestsPerSecond: 8,
      requestBytes: 2600,
      responseBytes: 900,
    }),
    conversation(at('checkout'), { external: 'payment-provider' }, 443, {
      requestsPerSecond: 6,
      requestBytes: 3100,
      responseBytes: 4600,
      connectionsPerRequest: 0.4,
    }),
    conversation(at('orders'), at('orders-postgresql'), 5432, {
      requestsPerSecond: 90,
      requestBytes: 410,
      responseBytes: 2300,
      connectionsPerRequest: 0.0005,
    }),
    conversation(at('orders'), at('orders-rabbitmq'), 5672, {
      requestsPerSecond: 22,
      requestBytes: 1500,
      responseBytes: 120,
      connectionsPerRequest: 0.0005,
    }),
    conversation(at('orders'), { external: 'warehouse-system' }, 8443, {
      requestsPerSecond: 3,
      requestBytes: 5200,
      responseBytes: 1700,
      connectionsPerRequest: 0.2,
    }),
  ];
}

/** The application in a namespace. */
export function retailStore(namespace: string): Application {
  return { workloads: workloads(namespace), conversations: conversations(namespace) };
}
