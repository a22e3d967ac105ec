import { someObservations, somePairs, stepMs } from '../../testing/observations';
import { coverageOf } from './coverage';
import { type Observations } from './observations';
import { plainText } from './plainText';
import { trafficOf } from './traffic';

function coverage(over: Partial<Observations>): string[] {
  const observations = someObservations(over);
  return coverageOf(observations, trafficOf(observations)).map((sentence) => plainText(sentence, String));
}

const agent = (node: string, ...values: number[]) => ({
  labels: { node },
  timesMs: values.map((_, step) => stepMs(step)),
  values,
});
const monitor = (name: string, status: string) => ({ name, arn: `arn:${name}`, status });

it('counts agents that respond at the end, and nodes without an agent', () => {
  expect(
    coverage({ agents: [agent('a', 0, 1), agent('b', 1, 1), agent('c', 1, 0)], nodesWithoutAgent: ['d', 'e'] })
  ).toEqual(['Nodes whose network agent responds: 2 of 5', 'Nodes without a network agent: 2 (d, e)']);
});

it('counts workloads, but not nodes and ends outside the cluster', () => {
  const pairs = somePairs([
    ['shop/web@a1', 'shop/db@b1', { bytes: 1 }],
    ['shop/web@b1', 'Amazon S3', { bytes: 1 }],
  ]);
  expect(coverage({ pairs })).toEqual(['Workloads whose traffic is known over time: 2']);
});

it('counts monitors, and those with a reported state of the AWS network', () => {
  const monitors = [monitor('shop', 'ACTIVE'), monitor('new', 'PENDING')];
  const health = [{ labels: { monitor: 'shop' }, timesMs: [stepMs(1)], values: [0] }];
  expect(coverage({ monitors, health })).toEqual([
    'Active monitors: 1 of 2',
    'Monitors for which AWS reports the state of its network: 1 of 2',
  ]);
});

it('says nothing about what was not observed', () => {
  expect(coverage({})).toEqual([]);
});
