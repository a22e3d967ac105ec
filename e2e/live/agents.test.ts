import { type RunningPrometheus } from '../../scripts/demo/startPrometheus';
import { agentsUp, noAgents, nodesWithoutAgent, silentAgents } from '../../src/core/prometheus/agent/agents';
import { SERIES_START_MS, type SyntheticSeries, startPrometheusWith } from '../support/syntheticSeries';
import { promInstant } from '../support/promInstant';

const STEP_SECONDS = 300;
const HOUR = 3_600 / STEP_SECONDS;
const LENGTH = 30 * HOUR;

/** A series with a sample every five minutes, from one step to another. */
function series(name: string, labels: Record<string, string>, value: number, from = 0, to = LENGTH): SyntheticSeries {
  const values = Array.from({ length: LENGTH }, (_, step) => (step >= from && step < to ? value : null));
  return { name, labels, values, stepSeconds: STEP_SECONDS };
}

const agent = (cluster: string, node: string, instance: string, from = 0, to = LENGTH) =>
  series('bw_in_allowance_exceeded', { cluster, node, eni: `eni-${node}`, job: 'nfm', instance }, 0, from, to);
const up = (cluster: string, instance: string, value: number, from = 0, to = LENGTH) =>
  series('up', { cluster, job: 'nfm', instance }, value, from, to);
const node = (cluster: string, name: string, from = 0, to = LENGTH) =>
  series('kube_node_info', { cluster, node: name, os_image: 'Amazon Linux 2023.8' }, 1, from, to);

const SCOPE = { clusterLabel: 'cluster' };

describe('the agents of several clusters', () => {
  let prometheus: RunningPrometheus;

  beforeAll(async () => {
    prometheus = await startPrometheusWith([
      agent('dev', 'd1', 'd1:9109'),
      up('dev', 'd1:9109', 1),
      node('dev', 'd1'),
      // The agents and their targets disappear after two hours, while the nodes stay.
      agent('prod', 'p1', 'p1:9109', 0, 2 * HOUR),
      up('prod', 'p1:9109', 1, 0, 2 * HOUR),
      node('prod', 'p1'),
      // This cluster is removed on purpose after two hours, together with its monitoring.
      agent('old', 'o1', 'o1:9109', 0, 2 * HOUR),
      up('old', 'o1:9109', 1, 0, 2 * HOUR),
      node('old', 'o1', 0, 2 * HOUR),
      // Half an hour before the third hour ends, another node replaces this one and gets its address.
      agent('dev', 'd2', '10.0.1.5:9109', 0, 2.5 * HOUR),
      node('dev', 'd2', 0, 2.5 * HOUR),
      agent('dev', 'd3', '10.0.1.5:9109', 2.5 * HOUR),
      up('dev', '10.0.1.5:9109', 1),
      node('dev', 'd3', 2.5 * HOUR),
    ]);
  });

  afterAll(() => prometheus.close());

  async function at(hours: number, query: string): Promise<string[]> {
    const points = await promInstant(prometheus.url, query, SERIES_START_MS + hours * 3_600_000);
    return points.map(({ labels, value }) => `${labels.cluster} ${labels.node ?? ''} ${value}`).sort();
  }

  it('are reported as missing for a day after all agents of a cluster stop reporting', async () => {
    const query = noAgents('10m', SCOPE);
    expect(await at(1.9, query)).toEqual([]);
    expect(await at(2.3, query)).toEqual(['old  1', 'prod  1']);
    expect(await at(24, query)).toEqual(['old  1', 'prod  1']);
    expect(await at(27, query)).toEqual([]);
  });

  it('are reported as missing node by node for as long as kube-state-metrics knows the nodes', async () => {
    const query = nodesWithoutAgent(SCOPE);
    expect(await at(1.9, query)).toEqual([]);
    expect(await at(2.3, query)).toEqual(['prod p1 1']);
    expect(await at(27, query)).toEqual(['prod p1 1']);
  });

  it('exclude those of removed nodes, although their addresses respond', async () => {
    expect(await at(2.75, agentsUp(SCOPE))).toEqual(['dev d1 1', 'dev d3 1']);
    expect(await at(2.75, silentAgents(SCOPE))).toEqual([]);
  });
});
