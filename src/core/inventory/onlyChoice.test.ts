import { type MonitorFacts } from './inventory';
import { onlyChoice } from './onlyChoice';

const cluster = (name: string) => ({
  type: 'AWS::EKS::Cluster',
  identifier: `arn:aws:eks:us-east-1:123456789012:cluster/${name}`,
});
const monitor = (name: string, ...clusters: string[]): MonitorFacts => ({
  name,
  arn: `arn:${name}`,
  status: 'ACTIVE',
  detail: { localResources: clusters.map(cluster), remoteResources: [] },
});
const unreadable: MonitorFacts = { name: 'secret', arn: 'arn:secret', status: 'ACTIVE' };

it.each<[string, MonitorFacts[], ReturnType<typeof onlyChoice>]>([
  ['the only monitor', [monitor('a', 'prod')], { kind: 'monitor', name: 'a' }],
  ['the only monitor that cannot be read', [unreadable], { kind: 'monitor', name: 'secret' }],
  [
    'the only active monitor',
    [monitor('a', 'prod'), { ...monitor('b', 'dev'), status: 'INACTIVE' }],
    { kind: 'monitor', name: 'a' },
  ],
  [
    'the only cluster of several monitors',
    [monitor('a', 'prod'), monitor('b', 'prod')],
    { kind: 'cluster', name: 'prod' },
  ],
  ['nothing for monitors of several clusters', [monitor('a', 'prod'), monitor('b', 'dev')], undefined],
  ['nothing if a monitor cannot be read', [monitor('a', 'prod'), unreadable], undefined],
  ['nothing if no monitor is active', [{ ...monitor('a', 'prod'), status: 'PENDING' }], undefined],
  ['nothing without monitors', [], undefined],
])('chooses %s', (_, monitors, expected) => {
  expect(onlyChoice(monitors)).toEqual(expected);
});
