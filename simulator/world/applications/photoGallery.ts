/** Uploads and views of photos: few requests with large amounts of data to and from S3 and DynamoDB. */
import { type Application, conversation, type ConversationSpec, ref, workload, type WorkloadSpec } from './workloads';

function workloads(namespace: string): WorkloadSpec[] {
  return [
    workload('Deployment', namespace, 'api-gateway', {
      replicas: 3,
      extraReplicasAtPeak: 1,
      tcpPorts: [8000],
      service: 'api-gateway',
      probePort: 8000,
      dnsLookupsPerSecond: 6,
    }),
    workload('Deployment', namespace, 'upload', {
      replicas: 3,
      tcpPorts: [8080],
      service: 'upload',
      probePort: 8080,
      dnsLookupsPerSecond: 4,
    }),
    workload('Deployment', namespace, 'gallery', {
      replicas: 4,
      rolloutEveryMinutes: 420,
      tcpPorts: [8080, 9090],
      service: 'gallery',
      probePort: 8080,
      dnsLookupsPerSecond: 5,
    }),
    workload('CronJob', namespace, 'thumbnailer', { cron: { everyMinutes: 15, durationSeconds: 240 } }),
  ];
}

function conversations(namespace: string): ConversationSpec[] {
  const at = (name: string) => ref(namespace, name);
  return [
    conversation(at('api-gateway'), at('upload'), 8080, {
      requestsPerSecond: 4,
      requestBytes: 410_000,
      responseBytes: 900,
    }),
    conversation(at('api-gateway'), at('gallery'), 8080, {
      requestsPerSecond: 40,
      requestBytes: 700,
      responseBytes: 88_000,
    }),
    conversation(at('upload'), { external: 's3' }, 443, {
      requestsPerSecond: 4,
      requestBytes: 415_000,
      responseBytes: 700,
      connectionsPerRequest: 0.3,
    }),
    conversation(at('upload'), { external: 'dynamodb' }, 443, {
      requestsPerSecond: 6,
      requestBytes: 1600,
      responseBytes: 600,
    }),
    conversation(at('gallery'), { external: 's3' }, 443, {
      requestsPerSecond: 30,
      requestBytes: 900,
      responseBytes: 92_000,
      connectionsPerRequest: 0.1,
    }),
    conversation(at('gallery'), { external: 'dynamodb' }, 443, {
      requestsPerSecond: 45,
      requestBytes: 1100,
      responseBytes: 3800,
    }),
    conversation(at('thumbnailer'), { external: 's3' }, 443, {
      requestsPerSecond: 12,
      requestBytes: 24_000,
      responseBytes: 380_000,
      connectionsPerRequest: 0.2,
    }),
  ];
}

/** The application in a namespace. */
export function photoGallery(namespace: string): Application {
  return { workloads: workloads(namespace), conversations: conversations(namespace) };
}
