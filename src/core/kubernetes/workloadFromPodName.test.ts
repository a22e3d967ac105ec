import * as fc from 'fast-check';
import { workloadFromPodName } from './workloadFromPodName';

describe('workloadFromPodName', () => {
  it.each([
    ['graphql-api-84c96ffcc5-x2k4z', 'Deployment', 'graphql-api', 'likely'],
    ['catalog-975668fb8-bcd5f', 'Deployment', 'catalog', 'likely'],
    // All digits of a hash can be digits; a time in seconds begins with 1.
    ['catalog-5678945678-bcd5f', 'Deployment', 'catalog', 'likely'],
    // A hash has seven characters at least: these are parts of the names of Jobs and ReplicaSets.
    ['carts-5d-x2k4z', 'DaemonSet or Job', 'carts-5d', 'possible'],
    ['migrate-db-x2k4z', 'DaemonSet or Job', 'migrate-db', 'possible'],
    ['web-b-x2k4z', 'DaemonSet or Job', 'web-b', 'possible'],
    ['export-bcdf-x2k4z', 'DaemonSet or Job', 'export-bcdf', 'possible'],
    ['orders-db-0', 'StatefulSet', 'orders-db', 'likely'],
    // An ordinal has no leading zero and never five digits.
    ['orders-db-007', 'Pod', 'orders-db-007', 'possible'],
    ['aws-node-24567', 'DaemonSet or Job', 'aws-node', 'possible'],
    ['nightly-report-29384756-x2k4z', 'CronJob', 'nightly-report', 'likely'],
    ['nightly-report-29384756-3-x2k4z', 'CronJob', 'nightly-report', 'likely'],
    // Eight digits without 0, 1, 2 and 3 would be a pod-template-hash too.
    ['nightly-report-45678945-x2k4z', 'CronJob', 'nightly-report', 'likely'],
    ['old-cron-1635724800-x2k4z', 'CronJob', 'old-cron', 'likely'],
    ['backup-20261128-x2k4z', 'DaemonSet or Job', 'backup-20261128', 'possible'],
    ['indexed-12-x2k4z', 'Job', 'indexed', 'possible'],
    ['aws-node-x2k4z', 'DaemonSet or Job', 'aws-node', 'possible'],
    ['etcd-ip-10-0-1-23.ec2.internal', 'Node', 'etcd', 'likely'],
    ['etcd-ip-10-0-1-23', 'Node', 'etcd', 'likely'],
    ['kube-proxy-i-0123456789abcdef0', 'Node', 'kube-proxy', 'likely'],
    ['kube-proxy-i-0123456789abcdef0.us-west-2.compute.internal', 'Node', 'kube-proxy', 'likely'],
    ['haproxy-i-0a1b2c3d', 'Node', 'haproxy', 'likely'],
    ['kube-vip-mi-0123456789abcdef0', 'Node', 'kube-vip', 'likely'],
    ['kube-apiserver-control-plane-1', 'Node', 'kube-apiserver', 'likely'],
    ['kube-scheduler-node1.example.com', 'Node', 'kube-scheduler', 'likely'],
    ['kube-proxy-x2k4z', 'DaemonSet or Job', 'kube-proxy', 'possible'],
    ['debug', 'Pod', 'debug', 'possible'],
    // Vowels never occur in a random suffix: this is a name, not a DaemonSet's pod.
    ['my-table', 'Pod', 'my-table', 'possible'],
  ])('infers from the name %s the workload %s %s (%s)', (pod, kind, name, confidence) => {
    expect(workloadFromPodName(pod)).toEqual({ kind, name, confidence });
  });
});

describe('a truncated name', () => {
  const LETTERS = 'a-release-name-of-a-team-payments-api-gateway-for-everyone-around';
  const named = (length: number) => LETTERS.slice(0, length);

  it.each([
    // The whole hash, but no hyphen after it, and what is left of it in longer names.
    [`${named(46)}-84c96ffcc5-x2k4z`, 'Deployment', named(46), 'likely'],
    [`${named(47)}-84c96ffcc5x2k4z`, 'Deployment', named(47), 'possible'],
    ['a-release-name-of-a-team-payments-api-gateway-v2-84c96ffccx2k4z', 'Deployment', expect.stringMatching(/-v2$/)],
    [`${named(52)}-84c96x2k4z`, 'Deployment', named(52), 'possible'],
    [`${named(56)}-8x2k4z`, 'Deployment', named(56), 'possible'],
    [`${named(57)}-x2k4z`, 'DaemonSet or Job', named(57), 'possible'],
    [`${named(58)}x2k4z`, 'DaemonSet or Job', named(58), 'possible'],
    // A CronJob has 52 characters at most.
    [`${named(48)}-29384756-x2k4z`, 'CronJob', named(48), 'likely'],
    [`${named(49)}-29384756x2k4z`, 'CronJob', named(49), 'possible'],
    [`${named(52)}-29384x2k4z`, 'CronJob', named(52), 'possible'],
    // An indexed Job's name is cut before the index.
    [`${named(55)}-7-x2k4z`, 'Job', named(53), 'possible'],
    [`${named(54)}-12-x2k4z`, 'Job', named(53), 'possible'],
    // Of 62 characters nothing was cut: this is a name.
    [`${named(57)}x2k4z`, 'Pod', `${named(57)}x2k4z`, 'possible'],
  ])('belongs to a workload: %s to %s %s', (pod, kind, name, confidence = 'possible') => {
    expect(workloadFromPodName(pod)).toEqual({ kind, name, confidence });
  });
});

/** As the API server generates them (k8s.io/apiserver, names.SimpleNameGenerator). */
const generated = (base: string, suffix: string) => `${base.slice(0, 58)}${suffix}`;
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';
/** What is left of a name in those that are generated from it. */
const kept = (name: string) => name.slice(0, 58).replace(/-$/, '');
/** As Kubernetes writes a hash (k8s.io/apimachinery, rand.SafeEncodeString). */
const safeEncoded = (text: string) => [...text].map((digit) => ALPHABET[digit.charCodeAt(0) % 27]).join('');

describe('all pods of', () => {
  const suffixes = fc.stringMatching(/^[bcdfghjklmnpqrstvwxz2456789]{5}$/);
  // A hash of eight digits, which one of several thousand hashes is, could be the time of a CronJob.
  const hashes = fc
    .integer({ min: 1_000_000, max: 0xffff_ffff })
    .map((sum) => safeEncoded(String(sum)))
    .filter((hash) => /[a-z]/.test(hash));
  // Words with vowels, so that none of them is a hash or a suffix by chance.
  const names = (maxLength: number) =>
    fc.stringMatching(/^[a-z](-?[aeiou][a-z0-9]{0,4}[aeiou]){1,16}$/).filter(({ length }) => length <= maxLength);
  const kindsAndNames = (pods: readonly string[]) =>
    new Set(pods.map((pod) => `${workloadFromPodName(pod).kind} ${workloadFromPodName(pod).name}`));

  it('a Deployment have the same workload, with its name if that is not truncated', () => {
    fc.assert(
      fc.property(names(80), hashes, fc.array(suffixes, { minLength: 3 }), (name, hash, all) => {
        const found = kindsAndNames(all.map((suffix) => generated(`${name}-${hash}-`, suffix)));
        const kind = name.length < 57 ? 'Deployment' : 'DaemonSet or Job';
        expect(found).toEqual(new Set([`${kind} ${kept(name)}`]));
      })
    );
  });

  it('a CronJob have the same workload', () => {
    const minutes = fc.integer({ min: 26_300_000, max: 36_900_000 });
    fc.assert(
      fc.property(names(52), minutes, fc.array(suffixes, { minLength: 3 }), (name, due, all) => {
        const found = kindsAndNames(all.map((suffix) => generated(`${name}-${due}-`, suffix)));
        expect(found).toEqual(new Set([`CronJob ${name}`]));
      })
    );
  });

  it('a DaemonSet, a Job or a ReplicaSet without a Deployment have the same workload', () => {
    fc.assert(
      fc.property(names(80), fc.array(suffixes, { minLength: 3 }), (name, all) => {
        const found = kindsAndNames(all.map((suffix) => generated(`${name}-`, suffix)));
        expect(found).toEqual(new Set([`DaemonSet or Job ${kept(name)}`]));
      })
    );
  });
});
