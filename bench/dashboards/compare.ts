import { type Span } from '../../scripts/demo/startPrometheus';
import { median } from '../datasource/median';
import { loadDashboard, type Loaded } from './loadDashboard';
import { panelQueries } from './panelQueries';
import { type SyntheticCluster } from './syntheticCluster';

const ROUNDS = 3;

/**
 * Loads every dashboard as it is opened: for the whole cluster, and for the node and the workload of one pod. Returns
 * one row of results per dashboard.
 */
export async function compare(
  url: string,
  { pods }: SyntheticCluster,
  { range, useRecorded }: { range: Span; useRecorded: boolean },
  report: (text: string) => void
) {
  const [pod] = pods;
  const chosen = { namespace: pod?.namespace ?? '', workload: pod?.workload ?? '', node: pod?.node.name ?? '' };
  const everything = { namespace: '.*', node: '.*' };
  const rows = [];
  for (const name of ['network-overview', 'node', 'workload']) {
    const variables = name === 'network-overview' ? everything : chosen;
    const panels = panelQueries(variables).find(({ dashboard }) => dashboard === name)?.panels ?? [];
    const rounds: Loaded[] = [];
    while (rounds.length < ROUNDS) {
      rounds.push(await loadDashboard(url, panels, range, useRecorded));
      report(`${name}, ${useRecorded ? 'recorded' : 'raw'}, round ${rounds.length} of ${ROUNDS}`);
    }
    rows.push({ dashboard: name, series: useRecorded ? 'recorded' : 'raw', panels: panels.length, ...summary(rounds) });
  }
  return rows;
}

function summary(rounds: readonly Loaded[]) {
  const of = (value: (loaded: Loaded) => number) => rounds.map(value);
  const slowest = rounds.reduce((most, { slowest: one }) => (one.ms > most.ms ? one : most), { title: '', ms: 0 });
  return {
    'median s': rounded(median(of(({ ms }) => ms / 1_000))),
    'least s': rounded(Math.min(...of(({ ms }) => ms / 1_000))),
    'processor s': rounded(median(of(({ processorSeconds }) => processorSeconds))),
    'million samples': rounded(median(of(({ samples }) => samples / 1e6))),
    slowest: `${slowest.title}, ${rounded(slowest.ms / 1_000)} s`,
    problems: [...new Set(rounds.flatMap(({ problems }) => problems))].join('; '),
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(2));
}
