import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { expansionOf } from '../../model/viewState';
import { endsIn } from '../../model/flowsOf';
import { type GraphNode } from '../../../core/graph/graph';
import { hostsOf } from '../../model/hosts';
import { peersOf, sumOfEdges } from '../../model/peers';
import { type Target } from '../../canvas/highlight';
import { type PanelSource } from '../../queries/panelSource';
import { MeasureTable } from '../shared/MeasureTable';
import { type GraphModel } from '../../model/graphModel';
import { Facts } from './Facts';
import { Hosts } from './Hosts';
import { LongList } from './LongList';
import { Peers } from './Peers';
import { Section } from './Section';
import { Trends } from './Trends';
import { useExceeded } from './useExceeded';
import { useTrends } from './useTrends';
import * as messages from '../../messages/details';

interface Props {
  model: GraphModel;
  panelSource: PanelSource | undefined;
  node: GraphNode;
  width: number;
  onSelect: (target: Target) => void;
}

/** Everything known about an endpoint or a group: its traffic, its peers, and where it runs. */
export function NodeDetails({ model: { data, zoomedView, measures }, panelSource, node, width, onSelect }: Props) {
  const styles = useStyles2(getStyles);
  const { tree, flows } = data;
  const peers = useMemo(() => peersOf(tree, expansionOf(zoomedView), node.id), [tree, zoomedView, node]);
  const hosts = useMemo(() => (flows ? hostsOf(endsIn(flows.flows, tree, node.id)) : []), [flows, tree, node]);
  const trends = useTrends(panelSource, node);
  const exceeded = useExceeded(panelSource, hosts);
  const within = tree.nodes.get(node.id)?.children ?? [];
  const outgoing = sumOfEdges(peers.map(({ outgoing }) => outgoing));
  const incoming = sumOfEdges(peers.map(({ incoming }) => incoming));
  return (
    <>
      <MeasureTable
        label={messages.traffic}
        measures={data.measures}
        columns={[
          { label: messages.outgoing, metrics: outgoing },
          { label: messages.incoming, metrics: incoming },
        ]}
      />
      {incoming && incoming.ports.length > 0 && (
        <Section title={messages.serverPorts}>{incoming.ports.join(', ')}</Section>
      )}
      <Facts facts={data.facts.get(node.id)} />
      <Section title={messages.peersHeading(peers.length)}>
        <Peers id={node.id} peers={peers} measure={measures.width} onSelect={onSelect} />
      </Section>
      {trends && (
        <Section title={messages.overTime}>
          <Trends trends={trends} names={{ outgoing: messages.outgoing, incoming: messages.incoming }} width={width} />
        </Section>
      )}
      {hosts.length > 0 && (
        <Section title={messages.nodesHeading(hosts.length)}>
          <Hosts hosts={hosts} exceeded={exceeded} />
        </Section>
      )}
      {within.length > 0 && (
        <Section title={messages.contentsHeading(within.length)}>
          <LongList
            items={within}
            keyOf={({ node: inner }) => inner.id}
            initialCount={8}
            render={({ node: inner }) => (
              <button type="button" className={styles.inner} onClick={() => onSelect({ kind: 'node', id: inner.id })}>
                {inner.label}
              </button>
            )}
          />
        </Section>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  inner: css({
    padding: 0,
    border: 'none',
    background: 'none',
    color: theme.colors.text.link,
    font: 'inherit',
    textAlign: 'left',
    overflowWrap: 'anywhere',
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
});
