import { NOON_MS, podsOf, testWorld, required } from '../testing/testWorld';
import { expositionText, type MetricFamily } from '../exposition/exposition';
import { FlowSeries } from './flowSeries';
import { samplesOf } from '../testing/testScrape';

const world = testWorld();
const client = required(podsOf(world, 'retail-store/catalog', NOON_MS)[0], 'client');
const series = () => new FlowSeries(world, client.node, required(world.find(client.node.name), 'node').cell, NOON_MS);

function fromClient(families: MetricFamily[], name: string) {
  return samplesOf(families, name).filter(
    ({ labels }) => labels.local_pod === client.name && labels.remote_port === '3306'
  );
}

describe('the per-flow series', () => {
  it('label a flow as the agent does', () => {
    const [sample] = fromClient(series().scrape(NOON_MS + 30_000), 'nfm_bytes_delivered');
    const server = required(podsOf(world, 'retail-store/catalog-mysql', NOON_MS)[0], 'server');
    expect(sample?.labels).toEqual({
      protocol: 'TCP',
      local_address: client.ip,
      remote_address: server.ip,
      local_port: '0',
      remote_port: '3306',
      instance_id: client.node.instanceId,
      k8s_cluster: 'demo',
      k8s_node: client.node.name,
      local_pod: client.name,
      local_namespace: 'retail-store',
      local_service: 'catalog',
      remote_pod: 'catalog-mysql-0',
      remote_namespace: 'retail-store',
      remote_service: 'catalog-mysql',
    });
  });

  it('omit labels that would be empty', () => {
    const text = expositionText(series().scrape(NOON_MS + 30_000));
    expect(text).not.toContain('=""');
    expect(text).toMatch(/^nfm_rtos_est\{instance_id=/m);
  });

  it('have no cluster label if the Helm chart installed the agents', () => {
    const of = testWorld({ agentInstallation: 'Helm chart' });
    const { node, cell } = required(of.find(client.node.name), 'node');
    const [sample] = fromClient(
      new FlowSeries(of, node, cell, NOON_MS).scrape(NOON_MS + 30_000),
      'nfm_bytes_delivered'
    );
    expect(Object.keys(required(sample, 'sample').labels)).toContain('k8s_node');
    expect(Object.keys(required(sample, 'sample').labels)).not.toContain('k8s_cluster');
  });

  it('contain only complete reports, each of them once', () => {
    const flows = series();
    expect(samplesOf(flows.scrape(NOON_MS + 29_000), 'nfm_bytes_received')).toEqual([]);
    const [first] = fromClient(flows.scrape(NOON_MS + 31_000), 'nfm_bytes_received');
    expect(samplesOf(flows.scrape(NOON_MS + 45_000), 'nfm_bytes_received')).toEqual([]);
    const [second] = fromClient(flows.scrape(NOON_MS + 61_000), 'nfm_bytes_received');
    const [both] = fromClient(series().scrape(NOON_MS + 60_000), 'nfm_bytes_received');
    expect(both?.value).toBe((first?.value ?? 0) + (second?.value ?? 0));
    expect(second?.value).toBeGreaterThan(0);
  });

  it('stay the same series for as long as a flow lasts, and contain nothing from before they were enabled', () => {
    const flows = series();
    flows.beginAt(NOON_MS + 60_000);
    expect(samplesOf(flows.scrape(NOON_MS + 60_000), 'nfm_bytes_received')).toEqual([]);
    const [first] = fromClient(flows.scrape(NOON_MS + 90_000), 'nfm_bytes_received');
    const [second] = fromClient(flows.scrape(NOON_MS + 120_000), 'nfm_bytes_delivered');
    expect(first?.labels).toBe(required(second, 'sample').labels);
  });

  it('agree with the reports of the flow API', () => {
    const reports = world
      .flowReports(NOON_MS, NOON_MS + 30_000)
      .filter(({ local }) => local.instanceId === client.node.instanceId);
    expect(samplesOf(series().scrape(NOON_MS + 30_000), 'nfm_segments_received')).toHaveLength(reports.length);
  });
});
