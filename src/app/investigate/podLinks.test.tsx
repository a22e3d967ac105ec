import { render, screen } from '@testing-library/react';
import React from 'react';
import { aFlow, aPod } from '../../testing/flows';
import { EventList } from './EventList';
import { FlowTable } from './FlowTable';
import { podUrlsOf } from './podUrlOf';

const TEMPLATE = 'https://console.example/{cluster}/{namespace}/{pod}';
const onCluster = (name: string) => ({
  name: `watch-${name}`,
  arn: `arn:${name}`,
  status: 'ACTIVE',
  detail: {
    localResources: [{ type: 'AWS::EKS::Cluster', identifier: `arn:aws:eks:us-east-1:1:cluster/${name}` }],
    remoteResources: [],
  },
});
const pods = ['a', 'b', 'c', 'd'].map((pod) => ({ namespace: 'shop', pod }));
const event = { startMs: 0, title: 'Container restarts', text: 'Text.', tags: [], pods };
const hrefOf = (name: string) => screen.getByRole('link', { name }).getAttribute('href');

it('link the pods of flows and the first pods of events to the page of the only cluster, in a new tab', () => {
  const podUrlOf = podUrlsOf(TEMPLATE, {}, { monitors: [onCluster('demo')] });
  render(<EventList here={[event]} elsewhere={[]} podUrlOf={podUrlOf} />);
  render(<FlowTable flows={[aFlow(aPod('shop/web-0'), { ip: '192.0.2.1' })]} podUrlOf={podUrlOf} />);
  expect(hrefOf('Open a')).toBe('https://console.example/demo/shop/a');
  expect(hrefOf('shop/web-0')).toBe('https://console.example/demo/shop/web-0');
  expect(screen.getAllByRole('link')).toHaveLength(4);
  expect(screen.getByRole('link', { name: 'Open a' })).toHaveAttribute('target', '_blank');
});

it('use the cluster of the page, and link nothing if the cluster is not known', () => {
  const pod = { namespace: 'shop', pod: 'a' };
  const monitors = [onCluster('demo'), onCluster('other')];
  expect(podUrlsOf(TEMPLATE, { watched: { kind: 'cluster', name: 'other' } }, { monitors })(pod)).toBe(
    'https://console.example/other/shop/a'
  );
  expect(podUrlsOf(TEMPLATE, {}, { monitors })(pod)).toBeUndefined();
  render(<EventList here={[event]} elsewhere={[]} podUrlOf={podUrlsOf(undefined, {}, { monitors })} />);
  expect(screen.queryByRole('link')).toBeNull();
});
