/** A GraphQL API in front of orders and products. The demo's lossy path is between graphql-api and orders. */
import { type Application, conversation, type ConversationSpec, ref, workload, type WorkloadSpec } from './workloads';

function workloads(namespace: string): WorkloadSpec[] {
  return [
    workload('Deployment', namespace, 'graphql-api', {
      replicas: 4,
      extraReplicasAtPeak: 2,
      rolloutEveryMinutes: 360,
      tcpPorts: [4000],
      service: 'graphql-api',
      probePort: 4000,
      dnsLookupsPerSecond: 15,
    }),
    workload('Deployment', namespace, 'orders', {
      replicas: 4,
      rolloutEveryMinutes: 600,
      tcpPorts: [8080],
      service: 'orders',
      probePort: 8080,
      dnsLookupsPerSecond: 4,
    }),
    workload('Deployment', namespace, 'products', {
      replicas: 5,
      rolloutEveryMinutes: 90,
      tcpPorts: [8080],
      service: 'products',
      probePort: 8080,
      dnsLookupsPerSecond: 6,
    }),
    workload('Deployment', namespace, 'products-cache', { replicas: 2, tcpPorts: [6379], service: 'products-cache' }),
    workload('StatefulSet', namespace, 'orders-db', {
      replicas: 2,
      rolloutEveryMinutes: 1440,
      tcpPorts: [5432],
      service: 'orders-db',
    }),
  ];
}

function conversations(namespace: string): ConversationSpec[] {
  const at = (name: string) => ref(namespace, name);
  return [
    conversation(at('graphql-api'), at('orders'), 8080, {
      requestsPerSecond: 110,
      requestBytes: 1100,
      responseBytes: 6400,
    }),
    conversation(at('graphql-api'), at('products'), 8080, {
      requestsPerSecond: 240,
      requestBytes: 640,
      responseBytes: 21_000,
    }),
    conversation(at('products'), at('products-cache'), 6379, {
      requestsPerSecond: 400,
      requestBytes: 90,
      responseBytes: 3100,
      connectionsPerRequest: 0.0005,
    }),
    conversation(at('products'), { external: 'product-database' }, 5432, {
      requestsPerSecond: 45,
      requestBytes: 520,
      responseBytes: 12_000,
      connectionsPerRequest: 0.001,
    }),
    conversation(at('orders'), at('orders-db'), 5432, {
      requestsPerSecond: 130,
      requestBytes: 480,
      responseBytes: 2900,
      connectionsPerRequest: 0.0005,
    }),
    conversation(at('orders-db'), { external: 'standby-database' }, 5432, {
      requestsPerSecond: 20,
      requestBytes: 9000,
      responseBytes: 160,
      connectionsPerRequest: 0.0001,
    }),
  ];
}

/** The application in a namespace. */
export function ecommerce(namespace: string): Application {
  return { workloads: workloads(namespace), conversations: conversations(namespace) };
}
