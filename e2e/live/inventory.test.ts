import { lastValueFrom } from 'rxjs';
import { type Simulator, startSimulator } from '../../simulator';
import { type Fault } from '../../simulator/flowapi';
import { ManualClock } from '../../simulator/world/clock';
import { noSuchMonitor } from '../../src/datasource/messages';
import { allowActions } from '../../src/flowapi/messages';
import { type Inventory, type ApiInventoryKind } from '../../src/core/inventory/inventory';
import { inventorySnapshot } from '../../src/datasource/handlers/inventory/inventorySnapshot';
import { getMonitor, monitorsOfCluster } from '../../src/flowapi/monitorDetail';
import { flowApiClient } from '../support/flowApi';

const NOW_MS = Date.parse('2026-11-22T12:00:00Z');

describe('the inventory of the simulated account over HTTP', () => {
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator({ nodes: 6, clock: new ManualClock(NOW_MS) });
  });

  afterAll(() => simulator.close());

  beforeEach(() => {
    simulator.flowApi.control.clearFaults();
    simulator.flowApi.control.setOptions({ apiGeneration: '2026-11', extraMonitorCount: 0 });
  });

  const client = () => flowApiClient(simulator.flowApiUrl);
  const list = (kind: ApiInventoryKind, monitorName?: string) =>
    lastValueFrom(inventorySnapshot(client(), { kind, ...(monitorName !== undefined && { monitorName }) }));
  const monitorsIn = (inventory: Inventory) => (inventory.kind === 'monitors' ? inventory.monitors : []);
  const coveragesIn = (inventory: Inventory) => (inventory.kind === 'scopeSuggestions' ? inventory.coverages : []);
  const denied = (operation: NonNullable<Extract<Fault, { kind: 'error' }>['operation']>): Fault => ({
    kind: 'error',
    status: 403,
    errorType: 'AccessDeniedException',
    operation,
  });

  it('lists all pages of monitors, with what they watch', async () => {
    simulator.flowApi.control.setOptions({ extraMonitorCount: 30 });
    const { inventory, isWhole, notices } = await list('monitors');
    const monitors = monitorsIn(inventory);
    expect({ isWhole, notices, count: monitors.length }).toEqual({ isWhole: true, notices: [], count: 34 });
    expect(monitors.slice(0, 4).map(({ name, status }) => [name, status])).toEqual([
      ['demo-monitor', 'ACTIVE'],
      ['demo-vpc-monitor', 'ACTIVE'],
      ['demo-next-monitor', 'PENDING'],
      ['demo-old-monitor', 'INACTIVE'],
    ]);
    expect(monitors[0]?.detail).toEqual({
      localResources: [{ type: 'AWS::EKS::Cluster', identifier: simulator.world.facts.arn }],
      remoteResources: [],
      createdAtMs: Date.parse('2026-09-02T09:00:00.616Z'),
      modifiedAtMs: Date.parse('2026-09-02T09:00:04.412Z'),
    });
  });

  it('finds the monitors of a cluster by what they watch, given its name or its ARN', async () => {
    const { arn } = simulator.world.facts;
    for (const cluster of ['demo', arn]) {
      const found = await lastValueFrom(monitorsOfCluster(client(), cluster));
      expect(found.map(({ name }) => name)).toEqual(['demo-monitor', 'demo-next-monitor']);
    }
    for (const other of ['dem', 'emo', arn.replace('us-east-1', 'eu-west-1')]) {
      await expect(lastValueFrom(monitorsOfCluster(client(), other))).resolves.toEqual([]);
    }
  });

  it('skips a monitor that is deleted after it was listed', async () => {
    simulator.flowApi.control.addFault({
      kind: 'error',
      status: 404,
      errorType: 'X',
      operation: 'GetMonitor',
      count: 1,
    });
    const { inventory, notices } = await list('monitors');
    expect([monitorsIn(inventory).length, notices]).toEqual([3, []]);
    await expect(lastValueFrom(getMonitor(client(), 'no-such'))).rejects.toThrow(/no-such.*Select another monitor/);
  });

  it('lists monitors without details if these are denied, but finds no monitors of a cluster', async () => {
    simulator.flowApi.control.addFault(denied('GetMonitor'));
    const { inventory, notices } = await list('monitors');
    expect(monitorsIn(inventory).map(({ detail }) => detail)).toEqual(Array(4).fill(undefined));
    expect(notices).toEqual([
      {
        severity: 'warning',
        text: expect.stringMatching(/^Details of monitors are unavailable\. .*networkflowmonitor:GetMonitor/),
      },
    ]);
    await expect(lastValueFrom(monitorsOfCluster(client(), 'demo'))).rejects.toThrow(/networkflowmonitor:GetMonitor\./);
  });

  it('lists performance monitors and what they watch', async () => {
    const { inventory, notices } = await list('performanceMonitors');
    expect(notices).toEqual([]);
    const target = { type: 'AWS::EC2::VPC', identifier: expect.stringContaining(simulator.world.facts.vpcId) };
    expect(inventory).toMatchObject({
      monitors: [
        { name: 'demo-paths', status: 'ACTIVE', type: 'VPC', targets: [target] },
        { name: 'demo-all-vpcs-paths', status: 'PENDING', targets: [target, expect.anything()] },
      ],
    });
  });

  it('lists scopes and the accounts that they cover', async () => {
    const { scopeId, accountId, region } = simulator.world.facts;
    expect((await list('scopes')).inventory).toMatchObject({
      scopes: [{ scopeId, status: 'SUCCEEDED', targets: [{ accountId, region, type: 'ACCOUNT' }] }],
    });
    simulator.flowApi.control.addFault(denied('GetScope'));
    const { inventory, notices } = await list('scopes');
    expect(inventory).toMatchObject({ scopes: [{ scopeId }] });
    expect(notices.map(({ text }) => text)).toEqual([expect.stringMatching(/Accounts.*networkflowmonitor:GetScope/)]);
  });

  it('lists for each monitor which accounts the scope lacks', async () => {
    const { inventory, notices } = await list('scopeSuggestions');
    expect(notices).toEqual([]);
    const coverages = coveragesIn(inventory);
    expect(
      coverages.map(({ monitorName, status, accountsToAdd }) => [monitorName, status, accountsToAdd.length])
    ).toEqual([
      ['demo-monitor', 'INCOMPLETE', 3],
      ['demo-vpc-monitor', 'COMPLETE', 0],
      ['demo-next-monitor', 'PENDING', 0],
      ['demo-old-monitor', 'STALE', 0],
    ]);
    expect(coverages[0]).toMatchObject({
      updatedAtMs: Date.parse('2026-11-22T00:00:00Z'),
      accountsToAdd: [{ accountId: '210987654321', region: 'us-east-1', membership: 'IN_ORG' }, {}, {}],
    });
    const one = await list('scopeSuggestions', 'demo-vpc-monitor');
    expect(coveragesIn(one.inventory).map(({ monitorName }) => monitorName)).toEqual(['demo-vpc-monitor']);
    await expect(list('scopeSuggestions', 'no-such')).rejects.toThrow(noSuchMonitor('no-such'));
  });

  it('does not mistake a monitor that is deleted after it was listed for an endpoint without suggestions', async () => {
    simulator.flowApi.control.addFault({
      kind: 'error',
      status: 404,
      errorType: 'ResourceNotFoundException',
      operation: 'GetMonitorScopeSuggestions',
      count: 1,
    });
    const { inventory, notices } = await list('scopeSuggestions');
    expect([coveragesIn(inventory).length, notices]).toEqual([3, []]);
  });

  it.each([
    ['performanceMonitors', 'ListPerformanceMonitors'],
    ['scopeSuggestions', 'GetMonitorScopeSuggestions'],
  ] as const)('only adds a notice if %s are not available', async (kind, operation) => {
    simulator.flowApi.control.setOptions({ apiGeneration: '2026-10' });
    const older = await list(kind);
    expect(older.notices).toEqual([
      {
        severity: 'warning',
        text: expect.stringMatching(new RegExp(`does not support ${operation}\\. .*November 2026`)),
      },
    ]);
    simulator.flowApi.control.setOptions({ apiGeneration: '2026-11' });
    simulator.flowApi.control.addFault(denied(operation));
    const narrower = await list(kind);
    expect(narrower.notices).toEqual([
      {
        severity: 'warning',
        text: expect.stringContaining(allowActions([operation])),
      },
    ]);
    for (const { inventory, isWhole } of [older, narrower]) {
      expect(isWhole).toBe(true);
      expect('monitors' in inventory ? inventory.monitors : coveragesIn(inventory)).toEqual([]);
    }
  });

  it.each(['monitors', 'performanceMonitors', 'scopes', 'scopeSuggestions'] as const)(
    'fails if nothing responds to a request for %s',
    async (kind) => {
      const nowhere = flowApiClient('http://127.0.0.1:9');
      await expect(lastValueFrom(inventorySnapshot(nowhere, { kind }))).rejects.toThrow(/URL in the data source/);
    }
  );
});
