import { AgentFleet } from '../agent/agentFleet';
import { samplesOf } from '../testing/testScrape';
import { NOON_MS, podsAt, podsOf, testWorld, required } from '../testing/testWorld';
import { HOUR_MS, MINUTE_MS } from '../world/time';
import { kubeStateFamilies } from './kubeStateMetrics';

const world = testWorld({}, (nodes) => [
  { id: 'x', kind: 'agent-outage', node: nodes[2]?.name ?? '', startMs: NOON_MS - 2000, endMs: NOON_MS - 1000 },
]);
const fleet = new AgentFleet(world, NOON_MS);
const familiesAt = (timeMs: number) => kubeStateFamilies(world, fleet, timeMs);
const families = familiesAt(NOON_MS);

describe('kube-state-metrics', () => {
  it('lists the running pods with node, address and owner', () => {
    const running = podsAt(world, NOON_MS);
    const pod = required(
      running.find((item) => item.spec.workload === 'ui'),
      'pod'
    );
    const info = samplesOf(families, 'kube_pod_info').find(({ labels }) => labels.uid === pod.uid);
    expect(info?.labels).toMatchObject({
      namespace: 'retail-store',
      pod: pod.name,
      pod_ip: pod.ip,
      host_ip: pod.node.ip,
      node: pod.node.name,
      created_by_kind: 'ReplicaSet',
      created_by_name: pod.owner.name,
      host_network: 'false',
    });
    expect(samplesOf(families, 'kube_pod_info').length).toBeGreaterThanOrEqual(running.length);
  });

  it('links a pod to its workload', () => {
    const owners = samplesOf(families, 'kube_pod_owner').map(({ labels }) => labels);
    const replicaSet = required(
      owners.find((labels) => labels.owner_kind === 'ReplicaSet'),
      'pod of a ReplicaSet'
    );
    const deployment = samplesOf(families, 'kube_replicaset_owner').find(
      ({ labels }) => labels.namespace === replicaSet.namespace && labels.replicaset === replicaSet.owner_name
    );
    expect(deployment?.labels.owner_kind).toBe('Deployment');
    const job = required(
      samplesOf(familiesAt(NOON_MS + 2 * MINUTE_MS), 'kube_job_owner').find(
        ({ labels }) => labels.namespace === 'batch'
      ),
      'job'
    );
    expect(job.labels.job_name).toMatch(new RegExp(`^${job.labels.owner_name}-\\d{8}$`));
  });

  it('keeps the finished pods of CronJobs for a while, with an address that other pods may have by then', () => {
    const laterMs = NOON_MS + HOUR_MS;
    const later = familiesAt(laterMs);
    const succeeded = samplesOf(later, 'kube_pod_status_phase').filter(
      ({ labels, value }) => labels.phase === 'Succeeded' && value === 1
    );
    expect(succeeded.length).toBeGreaterThan(1);
    const infos = samplesOf(later, 'kube_pod_info').filter(({ labels }) => labels.host_network === 'false');
    expect(new Set(infos.map(({ labels }) => labels.pod_ip)).size).toBeLessThan(infos.length);
  });

  it('lists nodes and their zones', () => {
    const node = required(world.nodes[1], 'node');
    const of = (name: string) => samplesOf(families, name).find(({ labels }) => labels.node === node.name)?.labels;
    expect(of('kube_node_info')).toMatchObject({
      provider_id: `aws:///us-east-1b/${node.instanceId}`,
      internal_ip: node.ip,
    });
    expect(of('kube_node_labels')).toMatchObject({ label_topology_kubernetes_io_zone: 'us-east-1b' });
  });

  it('counts the agents and their restarts', () => {
    expect(samplesOf(families, 'kube_daemonset_status_desired_number_scheduled')).toEqual([
      { labels: { namespace: 'amazon-network-flow-monitor', daemonset: 'aws-network-flow-monitor-agent' }, value: 12 },
    ]);
    const restarts = samplesOf(families, 'kube_pod_container_status_restarts_total');
    const restarted = restarts.filter((sample) => sample.value > 0);
    expect(restarted.map(({ labels }) => labels.container)).toEqual(['aws-network-flow-monitor-agent']);
    const started = samplesOf(families, 'kube_pod_container_state_started');
    expect(started.filter(({ value }) => value === NOON_MS / 1000 - 1).map(({ labels }) => labels.pod)).toEqual(
      restarted.map(({ labels }) => labels.pod)
    );
  });

  it('counts the restarts of containers that end again and again, whose pods are not ready', () => {
    const crashing = testWorld({}, () => [
      {
        id: 'crash',
        kind: 'unresponsive-pods',
        workload: { namespace: 'ecommerce', workload: 'orders' },
        restartReason: 'OOMKilled',
        startMs: NOON_MS - 5 * MINUTE_MS,
      },
    ]);
    const crashed = kubeStateFamilies(crashing, new AgentFleet(crashing, NOON_MS), NOON_MS);
    const orders = podsOf(crashing, 'ecommerce/orders', NOON_MS).filter(
      ({ startMs }) => startMs < NOON_MS - 5 * MINUTE_MS
    );
    const ofOrders = (name: string) =>
      samplesOf(crashed, name).filter(({ labels }) => orders.some(({ uid }) => uid === labels.uid));
    const restarts = ofOrders('kube_pod_container_status_restarts_total').map(({ value }) => value);
    expect(restarts.length).toBeGreaterThan(1);
    // Up to a minute before the first, a minute of running each, and 10, 20, and 40 seconds of waiting fit into five minutes.
    restarts.forEach((count) => expect([2, 3]).toContain(count));
    expect(
      new Set(ofOrders('kube_pod_container_status_last_terminated_reason').map(({ labels }) => labels.reason))
    ).toEqual(new Set(['OOMKilled']));
    const ready = ofOrders('kube_pod_status_ready').filter(({ labels }) => labels.condition === 'true');
    expect(ready.map(({ value }) => value)).toEqual(restarts.map(() => 0));
  });

  it('exposes each series once', () => {
    for (const { name, samples } of familiesAt(NOON_MS + HOUR_MS)) {
      const texts = samples.map(({ labels }) => JSON.stringify(Object.entries(labels).sort()));
      expect({ name, unique: new Set(texts).size }).toEqual({ name, unique: texts.length });
    }
  });
});
