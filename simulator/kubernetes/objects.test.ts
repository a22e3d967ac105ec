import { readInventory } from '../../src/core/policy/read/readInventory';
import { AgentFleet } from '../agent/agentFleet';
import { type MetricFamily } from '../exposition/exposition';
import { kubeStateFamilies } from '../kubestate/kubeStateMetrics';
import { samplesOf } from '../testing/testScrape';
import { EPOCH_MS, NOON_MS, required, testWorld } from '../testing/testWorld';
import { runsAt } from '../world/pods';
import { MINUTE_MS } from '../world/time';
import { type World } from '../world/world';
import { apiList, kubernetesObjects, readResourcePath } from './objects';
import { FAKE_SECRET } from './podTemplate';
import { snapshotAt } from './snapshot';

/** What the tests read of objects. */
interface SeenObject {
  kind: string;
  metadata: {
    name: string;
    namespace: string;
    uid: string;
    labels: Record<string, string>;
    ownerReferences: Array<{ kind: string; name: string; uid: string }>;
    managedFields?: object[];
  };
  spec: {
    nodeName: string;
    hostNetwork?: boolean;
    priorityClassName?: string;
    clusterIP: string;
    clusterIPs: string[];
    selector: Record<string, string> & { matchLabels: Record<string, string> };
    replicas: number;
    providerID: string;
    schedule: string;
    template: { metadata: { labels: Record<string, string> } };
    ports: Array<{ name: string; port: number; targetPort: number | string; protocol: string }>;
    containers: Array<{
      ports?: Array<{ name: string; containerPort: number; protocol: string }>;
      readinessProbe?: { httpGet: { port: number } };
    }>;
  };
  status: {
    podIP: string;
    podIPs: Array<{ ip: string }>;
    hostIP: string;
    phase: string;
    startTime: string;
    lastScheduleTime: string;
    addresses: Array<{ type: string; address: string }>;
    nodeInfo: { kubeletVersion: string };
  };
}

/** A time at which no scaling of Deployments is under way. */
const QUIET_MS = NOON_MS + 5 * MINUTE_MS;

/** As a client sees the objects: after a round trip through JSON. */
function objectsAt(world: World, timeMs: number): SeenObject[] {
  const { items } = JSON.parse(JSON.stringify(kubernetesObjects(snapshotAt(world, timeMs))));
  return items;
}

function ofKind(objects: SeenObject[], kind: string): SeenObject[] {
  return objects.filter((object) => object.kind === kind);
}

function named(objects: SeenObject[], kind: string, name: string): SeenObject {
  return required(
    ofKind(objects, kind).find(({ metadata }) => metadata.name === name),
    `${kind} ${name}`
  );
}

function selects(selector: Record<string, string>, labels: Record<string, string>): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

const world = testWorld();
const objects = objectsAt(world, QUIET_MS);

describe.each([
  ['the default', {}],
  ['EKS Auto Mode', { dns: 'auto-mode' }],
  ['NodeLocal DNSCache', { dns: 'node-local-dns' }],
  ['dual-stack', { ipFamily: 'dual-stack' }],
  ['IPv6', { ipFamily: 'IPv6' }],
  ['two cells and a history of Jobs', { nodes: 24, jobHistoryLimit: 3 }],
] as const)('the objects of a world with %s', (_, options) => {
  const other = testWorld(options);
  const times = [EPOCH_MS, NOON_MS + 2 * MINUTE_MS, NOON_MS + 61 * MINUTE_MS];
  const moments = times.map((timeMs) => ({
    timeMs,
    objects: objectsAt(other, timeMs),
    families: kubeStateFamilies(other, new AgentFleet(other, NOON_MS), timeMs),
  }));
  const labelsOf = (families: MetricFamily[], name: string) => samplesOf(families, name).map(({ labels }) => labels);
  const inOrder = (values: unknown[]) => values.map((value) => JSON.stringify(value)).sort();

  it('have the pods of kube-state-metrics', () => {
    for (const { objects, families } of moments) {
      const pods = ofKind(objects, 'Pod').map(({ metadata, spec, status }) => ({
        namespace: metadata.namespace,
        pod: metadata.name,
        uid: metadata.uid,
        host_ip: status.hostIP,
        pod_ip: status.podIP,
        node: spec.nodeName,
        created_by_kind: metadata.ownerReferences[0]?.kind,
        created_by_name: metadata.ownerReferences[0]?.name,
        priority_class: spec.priorityClassName ?? '',
        host_network: String(spec.hostNetwork === true),
      }));
      expect(pods.length).toBeGreaterThan(80);
      expect(inOrder(pods)).toEqual(inOrder(labelsOf(families, 'kube_pod_info')));
    }
  });

  it("have the pods' labels, phases, start times, and addresses of kube-state-metrics", () => {
    for (const { objects, families } of moments) {
      const pods = ofKind(objects, 'Pod');
      const labels = pods.map(({ metadata: { namespace, name, uid, labels } }) => ({
        namespace,
        pod: name,
        uid,
        label_app_kubernetes_io_name: labels['app.kubernetes.io/name'],
        label_pod_template_hash: labels['pod-template-hash'],
      }));
      expect(inOrder(labels)).toEqual(inOrder(labelsOf(families, 'kube_pod_labels')));
      const current = samplesOf(families, 'kube_pod_status_phase').filter(({ value }) => value === 1);
      expect(inOrder(pods.map(({ metadata, status }) => [metadata.uid, status.phase]))).toEqual(
        inOrder(current.map(({ labels: { uid, phase } }) => [uid, phase]))
      );
      const starts = samplesOf(families, 'kube_pod_start_time');
      expect(inOrder(pods.map(({ metadata, status }) => [metadata.uid, Date.parse(status.startTime) / 1000]))).toEqual(
        inOrder(starts.map(({ labels: { uid }, value }) => [uid, value]))
      );
      const ips = labelsOf(families, 'kube_pod_ips');
      const both = pods.flatMap(({ metadata, status }) => status.podIPs.map(({ ip }) => [metadata.uid, ip]));
      expect(inOrder(ips.length > 0 ? both : [])).toEqual(inOrder(ips.map(({ uid, ip }) => [uid, ip])));
    }
  });

  it('have the owners of kube-state-metrics', () => {
    for (const { objects, families } of moments) {
      const owners = (kind: string) =>
        ofKind(objects, kind).map(({ metadata: { namespace, name, ownerReferences } }) => [
          namespace,
          name,
          ownerReferences[0]?.kind,
          ownerReferences[0]?.name,
        ]);
      const expected = (metric: string, label: string) =>
        labelsOf(families, metric).map((labels) => [
          labels.namespace,
          labels[label],
          labels.owner_kind,
          labels.owner_name,
        ]);
      expect(inOrder(owners('ReplicaSet'))).toEqual(inOrder(expected('kube_replicaset_owner', 'replicaset')));
      expect(inOrder(owners('Job'))).toEqual(inOrder(expected('kube_job_owner', 'job_name')));
      const uids = new Map(objects.map(({ kind, metadata }) => [metadata.uid, `${kind} ${metadata.name}`]));
      const references = objects.flatMap(({ metadata }) => metadata.ownerReferences ?? []);
      expect(references.filter(({ uid, kind, name }) => uids.get(uid) !== `${kind} ${name}`)).toEqual([]);
    }
  });

  it('have the Services and nodes of kube-state-metrics', () => {
    for (const { objects, families } of moments) {
      const services = ofKind(objects, 'Service').map(({ metadata: { namespace, name, uid }, spec }) => [
        namespace,
        name,
        uid,
        spec.clusterIP,
      ]);
      const infos = labelsOf(families, 'kube_service_info');
      expect(inOrder(services)).toEqual(
        inOrder(infos.map(({ namespace, service, uid, cluster_ip }) => [namespace, service, uid, cluster_ip]))
      );
      const nodes = ofKind(objects, 'Node').map(({ metadata, spec, status }) => [
        metadata.name,
        spec.providerID,
        status.addresses[0]?.address,
        status.nodeInfo.kubeletVersion,
      ]);
      expect(inOrder(nodes)).toEqual(
        inOrder(
          labelsOf(families, 'kube_node_info').map(({ node, provider_id, internal_ip, kubelet_version }) => [
            node,
            provider_id,
            internal_ip,
            kubelet_version,
          ])
        )
      );
      const types = ofKind(objects, 'Node').map(({ metadata }) => metadata.labels['eks.amazonaws.com/compute-type']);
      const exposed = labelsOf(families, 'kube_node_labels').map((node) => node.label_eks_amazonaws_com_compute_type);
      expect(types).toEqual(exposed);
    }
  });

  it('are read without problems, and without what must not be kept', () => {
    for (const { timeMs, objects } of moments) {
      const list = kubernetesObjects(snapshotAt(other, timeMs));
      const { inventory, problems } = readInventory(list);
      expect(problems).toEqual([]);
      expect(JSON.stringify(list)).toContain(FAKE_SECRET);
      expect(JSON.stringify(inventory)).not.toContain(FAKE_SECRET);
      expect(inventory.pods).toHaveLength(ofKind(objects, 'Pod').length);
      expect(inventory.services).toHaveLength(ofKind(objects, 'Service').length);
    }
  });

  it('have a port where each pod accepts connections, and a Service port that leads there', () => {
    const [, { objects = [], timeMs = 0 } = {}] = moments;
    const pods = new Map(ofKind(objects, 'Pod').map((pod) => [pod.metadata.uid, pod]));
    const services = ofKind(objects, 'Service');
    const unreachable = new Set<string>();
    let withService = 0;
    for (const hour of other.cells.flatMap((cell) => [...cell.hoursIn(timeMs, timeMs + 1)])) {
      for (const { client, server, conversation } of hour.pairs) {
        const pod = server.type === 'pod' ? pods.get(server.uid) : undefined;
        if (server.type !== 'pod' || !pod) {
          continue;
        }
        const { port, protocol, toEndpoints } = conversation.spec;
        const { ports = [], readinessProbe } = pod.spec.containers[0] ?? {};
        const declared = ports.filter((each) => each.containerPort === port && each.protocol === protocol);
        const isProbe = client.type === 'node' && readinessProbe?.httpGet.port === port;
        const name = `${pod.metadata.name} ${protocol} ${port}`;
        if (declared.length === 0 && !isProbe) {
          unreachable.add(name);
        }
        if (!toEndpoints && server.spec.service !== undefined) {
          withService++;
          const targets = [port, ...declared.map((each) => each.name)];
          const leadsThere = services.some(
            ({ metadata, spec }) =>
              metadata.namespace === pod.metadata.namespace &&
              metadata.name === server.spec.service &&
              spec.ports.some((each) => each.protocol === protocol && targets.includes(each.targetPort))
          );
          if (!leadsThere) {
            unreachable.add(`${name} by way of ${server.spec.service}`);
          }
        }
      }
    }
    expect([...unreachable]).toEqual([]);
    expect(withService).toBeGreaterThan(100);
  });
});

describe('the objects', () => {
  it('are a pure function of world and time', () => {
    expect(objectsAt(testWorld(), QUIET_MS)).toEqual(objects);
  });

  it('have the kinds that kubectl lists, sorted by namespace and name', () => {
    const kinds = [...new Set(objects.map(({ kind }) => kind))];
    expect(kinds).toEqual([
      'Namespace',
      'Node',
      'Pod',
      'Deployment',
      'ReplicaSet',
      'StatefulSet',
      'DaemonSet',
      'Job',
      'CronJob',
      'Service',
    ]);
    const keys = ofKind(objects, 'Pod').map(({ metadata: { namespace, name } }) => `${namespace}/${name}`);
    expect(keys).toEqual([...keys].sort());
  });

  it('select with each Service the pods of its workload and no others', () => {
    const running = world.cells.flatMap((cell) => cell.pods(QUIET_MS, QUIET_MS + 1));
    const byUid = new Map(running.map((pod) => [pod.uid, pod]));
    const services = ofKind(objects, 'Service').filter(({ metadata }) => metadata.name !== 'kubernetes');
    expect(services.length).toBeGreaterThan(20);
    for (const { metadata, spec } of services) {
      const selected = ofKind(objects, 'Pod').filter(
        (pod) => pod.metadata.namespace === metadata.namespace && selects(spec.selector, pod.metadata.labels)
      );
      const expected = running.filter(
        (pod) => pod.namespace === metadata.namespace && pod.spec.service === metadata.name
      );
      expect(selected.map((pod) => byUid.get(pod.metadata.uid)?.name).sort()).toEqual(
        expected.map(({ name }) => name).sort()
      );
    }
  });

  it('select with each workload its pods and no others', () => {
    const pods = ofKind(objects, 'Pod').filter(({ status }) => status.phase === 'Running');
    for (const { kind, metadata, spec } of objects.filter(({ kind }) => /^(Deployment|.*Set|Job)$/.test(kind))) {
      const { matchLabels } = spec.selector;
      expect(kind === 'Job' || selects(matchLabels, spec.template.metadata.labels)).toBe(true);
      const selected = pods.filter(
        (pod) => pod.metadata.namespace === metadata.namespace && selects(matchLabels, pod.metadata.labels)
      );
      const expectedName = new RegExp(`^${metadata.name}-`);
      expect(selected.filter((pod) => !expectedName.test(pod.metadata.name))).toEqual([]);
      if (kind === 'Deployment' || kind === 'StatefulSet' || kind === 'ReplicaSet') {
        expect([metadata.name, selected.length]).toEqual([metadata.name, spec.replicas]);
      }
    }
  });

  it('have the fixed addresses and selectors of the Services that EKS creates', () => {
    expect(named(objects, 'Service', 'kubernetes').spec).toMatchObject({ clusterIP: '172.20.0.1', type: 'ClusterIP' });
    expect(named(objects, 'Service', 'kubernetes').spec.selector).toBeUndefined();
    const { spec } = named(objects, 'Service', 'kube-dns');
    expect(spec).toMatchObject({ clusterIP: '172.20.0.10', selector: { 'k8s-app': 'kube-dns' } });
    expect(spec.ports.map(({ name, port, protocol }) => [name, port, protocol])).toEqual([
      ['dns', 53, 'UDP'],
      ['dns-tcp', 53, 'TCP'],
      ['metrics', 9153, 'TCP'],
    ]);
    expect(named(objects, 'Service', 'orders-db').spec.clusterIPs).toEqual(['None']);
    expect(named(objects, 'Service', 'ui').spec.ports).toEqual([
      { name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' },
    ]);
  });

  it('have the labels that controllers add, and managed fields on a few pods', () => {
    const database = named(objects, 'Pod', 'orders-db-0');
    expect(database.metadata.labels).toMatchObject({
      app: 'orders-db',
      'apps.kubernetes.io/pod-index': '0',
      'statefulset.kubernetes.io/pod-name': 'orders-db-0',
    });
    expect(ofKind(objects, 'Pod').filter(({ metadata }) => metadata.managedFields)).toHaveLength(2);
    const job = required(ofKind(objects, 'Job')[0], 'Job');
    const ofJob = ofKind(objects, 'Pod').filter(
      ({ metadata }) => metadata.labels['batch.kubernetes.io/job-name'] === job.metadata.name
    );
    expect(ofJob.map(({ metadata }) => metadata.ownerReferences[0]?.uid)).toEqual([job.metadata.uid]);
  });

  it('have the schedules of CronJobs and their last runs', () => {
    const { spec, status } = named(objects, 'CronJob', 'report-export');
    expect([spec.schedule, status.lastScheduleTime]).toEqual([
      '*/5 * * * *',
      new Date(QUIET_MS).toISOString().replace('.000Z', 'Z'),
    ]);
    expect(named(objects, 'CronJob', 'db-backup').spec.schedule).toBe('0 * * * *');
  });

  it('list finished pods with the phase Succeeded', () => {
    const ended = ofKind(objects, 'Pod').filter(({ status }) => status.phase === 'Succeeded');
    const running = new Set(
      world.cells
        .flatMap((cell) => cell.pods(QUIET_MS, QUIET_MS + 1))
        .flatMap((pod) => (runsAt(pod, QUIET_MS) ? [pod.uid] : []))
    );
    expect(ended.length).toBeGreaterThan(0);
    expect(ended.filter(({ metadata }) => running.has(metadata.uid))).toEqual([]);
  });
});

describe('the kinds of DNS', () => {
  const namesOf = (dns: 'auto-mode' | 'node-local-dns', kind: string) =>
    ofKind(objectsAt(testWorld({ dns }), QUIET_MS), kind).map(({ metadata }) => metadata.name);

  it('leave out CoreDNS and the Service kube-dns in Auto Mode', () => {
    expect(namesOf('auto-mode', 'Service')).not.toContain('kube-dns');
    expect(namesOf('auto-mode', 'Deployment')).not.toContain('coredns');
    expect(namesOf('auto-mode', 'DaemonSet')).not.toContain('aws-node');
  });

  it('add NodeLocal DNSCache in the host network, and change nothing else', () => {
    const withCache = objectsAt(testWorld({ dns: 'node-local-dns' }), QUIET_MS);
    const isCache = ({ metadata }: SeenObject) => metadata.labels['k8s-app'] === 'node-local-dns';
    expect(withCache.filter(isCache).map(({ kind, spec }) => [kind, spec.hostNetwork])).toEqual([
      ...world.nodes.map(() => ['Pod', true]),
      ['DaemonSet', undefined],
    ]);
    expect(withCache.filter((object) => !isCache(object))).toEqual(objects);
  });
});

describe('lists of the Kubernetes API', () => {
  it.each([
    ['/api/v1/pods', 'PodList', 'v1'],
    ['/api/v1/namespaces', 'NamespaceList', 'v1'],
    ['/apis/apps/v1/deployments', 'DeploymentList', 'apps/v1'],
    ['/apis/batch/v1/cronjobs', 'CronJobList', 'batch/v1'],
    ['/apis/networking.k8s.io/v1/networkpolicies', 'NetworkPolicyList', 'networking.k8s.io/v1'],
    [
      '/apis/networking.k8s.aws/v1alpha1/clusternetworkpolicies',
      'ClusterNetworkPolicyList',
      'networking.k8s.aws/v1alpha1',
    ],
  ])('exist at %s', (path, kind, apiVersion) => {
    const list = apiList(required(readResourcePath(path), path), snapshotAt(world, QUIET_MS));
    expect(list).toMatchObject({ kind, apiVersion });
    expect(list.items.filter((item) => 'kind' in item || 'apiVersion' in item)).toEqual([]);
    expect(list.items).toHaveLength(ofKind(objects, kind.replace('List', '')).length);
    const namespaces = apiList(required(readResourcePath('/api/v1/namespaces'), 'path'), snapshotAt(world, QUIET_MS));
    expect(readInventory(kind === 'NamespaceList' ? list : [namespaces, list]).problems).toEqual([]);
  });

  it('can be limited to a namespace', () => {
    const list = apiList(
      required(readResourcePath('/api/v1/namespaces/batch/pods'), 'path'),
      snapshotAt(world, QUIET_MS)
    );
    expect(new Set(list.items.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['batch']));
  });

  it.each(['/api/v1/secrets', '/api/apps/v1/deployments', '/apis/v1/pods', '/api/v1', '/api/v1/namespaces/batch'])(
    'do not exist at %s',
    (path) => {
      expect(readResourcePath(path)).toBeUndefined();
    }
  );
});
