/** CronJobs: short-lived pods whose addresses are soon reused. */
import { conversation, ref, workload, type Application, type WorkloadRef } from './workloads';

/** The workloads that the jobs read from. */
export interface BatchTargets {
  orders: WorkloadRef;
  shopDatabase: WorkloadRef;
}

/** The CronJobs of a namespace. */
export function batch(namespace: string, targets: BatchTargets): Application {
  const at = (name: string) => ref(namespace, name);
  return {
    workloads: [
      workload('CronJob', namespace, 'report-export', { cron: { everyMinutes: 5, durationSeconds: 150 } }),
      workload('CronJob', namespace, 'invoice-mailer', {
        cron: { everyMinutes: 10, durationSeconds: 100 },
        dnsLookupsPerSecond: 2,
      }),
      workload('CronJob', namespace, 'db-backup', { cron: { everyMinutes: 60, durationSeconds: 900 } }),
    ],
    conversations: [
      conversation(at('report-export'), targets.orders, 8080, {
        requestsPerSecond: 6,
        requestBytes: 500,
        responseBytes: 64_000,
      }),
      conversation(at('report-export'), { external: 's3' }, 443, {
        requestsPerSecond: 1,
        requestBytes: 300_000,
        responseBytes: 600,
        connectionsPerRequest: 0.5,
      }),
      conversation(at('invoice-mailer'), targets.orders, 8080, {
        requestsPerSecond: 2,
        requestBytes: 500,
        responseBytes: 8000,
      }),
      conversation(at('db-backup'), targets.shopDatabase, 5432, {
        requestsPerSecond: 20,
        requestBytes: 200,
        responseBytes: 260_000,
        connectionsPerRequest: 0.001,
      }),
      conversation(at('db-backup'), { external: 's3' }, 443, {
        requestsPerSecond: 5,
        requestBytes: 1_000_000,
        responseBytes: 500,
        connectionsPerRequest: 0.1,
      }),
    ],
  };
}
