import { workloadFromPodName } from './workloadFromPodName';

describe('workloadFromPodName', () => {
  it.each([
    ['graphql-api-84c96ffcc5-x2k4z', 'Deployment', 'graphql-api', 'likely'],
    ['catalog-975668fb8-bcd5f', 'Deployment', 'catalog', 'likely'],
    ['carts-5d-x2k4z', 'Deployment', 'carts', 'possible'],
    ['orders-db-0', 'StatefulSet', 'orders-db', 'likely'],
    ['nightly-report-29384756-x2k4z', 'CronJob', 'nightly-report', 'likely'],
    // Eight digits without 0, 1, 2 and 3 would be a pod-template-hash too.
    ['nightly-report-45678945-x2k4z', 'CronJob', 'nightly-report', 'likely'],
    ['old-cron-1635724800-x2k4z', 'CronJob', 'old-cron', 'likely'],
    ['indexed-12-x2k4z', 'Job', 'indexed', 'possible'],
    ['aws-node-x2k4z', 'DaemonSet or Job', 'aws-node', 'possible'],
    ['etcd-ip-10-0-1-23.ec2.internal', 'Node', 'etcd', 'likely'],
    ['debug', 'Pod', 'debug', 'possible'],
    // Vowels never occur in a random suffix: this is a name, not a DaemonSet's pod.
    ['my-table', 'Pod', 'my-table', 'possible'],
  ])('%s is %s %s (%s)', (pod, kind, name, confidence) => {
    expect(workloadFromPodName(pod)).toEqual({ kind, name, confidence });
  });
});
