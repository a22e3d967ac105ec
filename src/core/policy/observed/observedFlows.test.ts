import { API, DB, inventoryOf, policyFlow, SHOP_OBJECTS, WEB } from '../../../testing/policyShop';
import { type Endpoint, type Flow } from '../../flow/flow';
import { observeFlows } from './observedFlows';
import { withTemplatePods } from './templatePods';

const WINDOW = { startMs: Date.UTC(2026, 10, 28, 9), endMs: Date.UTC(2026, 10, 28, 10) };
const OUTSIDE: Endpoint = { ip: '203.0.113.9' };
const INVENTORY = withTemplatePods(inventoryOf(SHOP_OBJECTS));

const observe = (flow: Flow) => observeFlows([flow], WINDOW, INVENTORY);
const podOf = ({ namespace, pod }: Endpoint) => ({ kind: 'pod', namespace, name: pod });

describe('an observed flow', () => {
  it('keeps the port of the pod, the Service, and what is known about it', () => {
    expect(observe(policyFlow(WEB, { ...API, service: 'api' }, 8080)).observed).toEqual([
      {
        flow: {
          client: podOf(WEB),
          server: podOf(API),
          protocol: 'TCP',
          port: 8080,
          service: { namespace: 'shop', name: 'api' },
        },
        key: 'shop/web-7d4b9c6f5-aaaaa shop/api-5b6c7d8e9-ccccc TCP 8080 shop/api',
        evidence: { bytes: 1_000, seen: WINDOW, reportedBy: 'both' },
      },
    ]);
  });

  it.each<[string, Endpoint]>([
    ['the ClusterIP', { ip: '172.20.0.80' }],
    ['the name of the Service', { namespace: 'shop', service: 'api' }],
  ])('to a port of a Service, of which it has only %s, becomes one to a pod and its port', (_, server) => {
    expect(observe(policyFlow(WEB, server, 80)).observed.map(({ flow }) => flow)).toEqual([
      {
        client: podOf(WEB),
        server: podOf(API),
        protocol: 'TCP',
        port: 8080,
        service: { namespace: 'shop', name: 'api' },
      },
    ]);
  });

  it.each([443, 6443])('to an address of the API server becomes one to its ClusterIP, also by port %d', (port) => {
    const server = { ip: '10.0.9.9', namespace: 'default', service: 'kubernetes' };
    expect(observe(policyFlow(WEB, server, port)).observed.map(({ flow }) => [flow.server, flow.port])).toEqual([
      [{ kind: 'address', address: '172.20.0.1' }, 443],
    ]);
  });

  it('of a pod that was replaced becomes one of another pod of the workload', () => {
    const replaced: Endpoint = {
      namespace: 'shop',
      pod: 'web-7d4b9c6f5-zzzzz',
      workload: { kind: 'Deployment', name: 'web', confidence: 'exact' },
    };
    expect(observe(policyFlow(replaced, DB, 5432)).observed[0]?.flow.client).toEqual(podOf(WEB));
  });

  it('of a CronJob between two runs becomes one of a pod with the labels of the template', () => {
    const ended: Endpoint = {
      namespace: 'shop',
      pod: 'report-29401-x',
      workload: { kind: 'CronJob', name: 'report', confidence: 'exact' },
    };
    const client = observe(policyFlow(ended, DB, 5432)).observed[0]?.flow.client;
    expect(client).toEqual({ kind: 'pod', namespace: 'shop', name: 'report-template' });
    expect(INVENTORY.pods.find(({ name }) => name === 'report-template')).toMatchObject({
      labels: { app: 'report' },
      addresses: ['0.0.0.1'],
    });
  });

  it('of a pod that has ended becomes one of a pod to which policies apply', () => {
    const job = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        namespace: 'shop',
        name: 'report-29401',
        ownerReferences: [{ kind: 'CronJob', name: 'report', controller: true }],
      },
      spec: { template: { metadata: { labels: { app: 'report' } }, spec: {} } },
    };
    const ended = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        namespace: 'shop',
        name: 'report-29401-x',
        ownerReferences: [{ kind: 'Job', name: 'report-29401', controller: true }],
      },
      spec: {},
      status: { phase: 'Succeeded', podIP: '10.0.1.20' },
    };
    const inventory = withTemplatePods(inventoryOf([...SHOP_OBJECTS, job, ended]));
    const flow = policyFlow({ namespace: 'shop', pod: 'report-29401-x' }, DB, 5432);
    expect(observeFlows([flow], WINDOW, inventory).observed[0]?.flow.client).toMatchObject({ name: 'report-template' });
  });

  it('has all ports that Services lead to if only the server reported it, whose report has none', () => {
    expect(observe(policyFlow(OUTSIDE, API, undefined)).observed).toMatchObject([
      { flow: { server: podOf(API), port: 8080 }, isPortAssumed: true },
    ]);
  });

  it.each<['client' | 'server', Partial<Endpoint>]>([
    ['client', { instanceId: 'i-2' }],
    ['server', { instanceId: 'i-2' }],
    ['server', { node: 'node-2' }],
  ])('of a replaced pod and its node stays one with its own node (%s, %j)', (end, place) => {
    const pod: Endpoint = {
      namespace: 'shop',
      pod: 'web-7d4b9c6f5-zzzzz',
      workload: { kind: 'Deployment', name: 'web', confidence: 'exact' },
      ...place,
    };
    const itsNode: Endpoint = { ip: '10.0.0.2', ...place };
    const flow = end === 'client' ? policyFlow(pod, itsNode, 10250) : policyFlow(itsNode, pod, 8080);
    const [observed] = observe(flow).observed;
    expect([observed?.flow.client, observed?.flow.server]).toContainEqual({ kind: 'address', address: '10.0.0.1' });
  });

  it('does not keep a Service that does not lead to its port', () => {
    const [observed] = observe(policyFlow(WEB, { ...API, service: 'api' }, 9090)).observed;
    expect(observed?.flow).not.toHaveProperty('service');
  });

  it('counts the agents that reported', () => {
    const flow = policyFlow({ ...WEB, instanceId: 'i-1' }, { ...API, instanceId: 'i-2' }, 8080);
    const byClient = { ...flow, metrics: { ...flow.metrics, bytes: { byClient: 1 } } };
    expect(observe(flow).reportingInstances).toEqual(new Set(['i-1', 'i-2']));
    expect(observe(byClient).reportingInstances).toEqual(new Set(['i-1']));
  });

  it.each<[string, Flow, string]>([
    ['a pod that never existed', policyFlow({ namespace: 'shop', pod: 'x' }, DB, 5432), 'The pod shop/x'],
    ['a port that is not known, to pods without one', policyFlow(API, WEB, undefined), 'The port is not known'],
    ['a Service that is missing', policyFlow(WEB, { namespace: 'shop', service: 'x' }, 80), 'the Service shop/x'],
    ['a port that the Service does not have', policyFlow(WEB, { ip: '172.20.0.80' }, 81), 'has no TCP port 81'],
    ['an end without an address', policyFlow(WEB, {}, 80), 'The address of one end is not known'],
  ])('with %s is not guessed', (_, flow, why) => {
    expect(observe(flow)).toMatchObject({ observed: [], unplaced: [{ flow, why: expect.stringContaining(why) }] });
  });
});
