import React, { useMemo } from 'react';
import { type Flow } from '../../../core/flow/flow';
import { flowPathsOf } from '../../../core/flow/hops';
import { atLayoutLevel, expansionOf, isVisibleInView, type ViewState } from '../../model/viewState';
import { flowsOf } from '../../model/flowsOf';
import { type GraphNode } from '../../../core/graph/graph';
import { hostsOf } from '../../model/hosts';
import { edgesBetween } from '../../model/peers';
import { type PanelSource } from '../../queries/panelSource';
import { MeasureTable } from '../shared/MeasureTable';
import { portsText } from '../../model/measureText';
import { type GraphModel } from '../../model/graphModel';
import { Facts } from './Facts';
import { Flows } from './Flows';
import { Hosts } from './Hosts';
import { NetworkPaths } from './NetworkPaths';
import { Section } from './Section';
import { Trends } from './Trends';
import { useExceeded } from './useExceeded';
import { useTrends } from './useTrends';
import * as messages from '../../messages/details';

interface Props {
  model: GraphModel;
  panelSource: PanelSource | undefined;
  id: string;
  source: GraphNode;
  target: GraphNode;
  width: number;
}

/** Everything known about the connections between two nodes, in both directions. */
export function EdgeDetails({ model, panelSource, id, source, target, width }: Props) {
  const { tree, flows, measures } = model.data;
  const view = viewWithEdge(model, source.id, target.id);
  const { outgoing, incoming } = useMemo(
    () => edgesBetween(tree, expansionOf(view), source.id, target.id),
    [tree, view, source, target]
  );
  const pairFlows = useMemo(() => {
    const between = (from: string, to: string): Flow[] =>
      flows ? flowsOf(flows.flows, tree, expansionOf(view), { kind: 'edge', source: from, target: to }) : [];
    return [...between(source.id, target.id), ...(source === target ? [] : between(target.id, source.id))];
  }, [flows, tree, view, source, target]);
  const paths = useMemo(() => flowPathsOf(pairFlows).filter(({ hops }) => hops.length > 0), [pairFlows]);
  const hosts = useMemo(() => hostsOf(pairFlows.flatMap(({ client, server }) => [client, server])), [pairFlows]);
  const trends = useTrends(panelSource, source, target);
  const exceeded = useExceeded(panelSource, hosts);
  return (
    <>
      <MeasureTable
        label={messages.bothDirections}
        measures={measures}
        columns={[
          {
            label: messages.fromNode(source.label),
            metrics: outgoing,
            ...(outgoing?.before && { before: outgoing.before }),
          },
          ...(source === target
            ? []
            : [
                {
                  label: messages.fromNode(target.label),
                  metrics: incoming,
                  ...(incoming?.before && { before: incoming.before }),
                },
              ]),
        ]}
      />
      {outgoing && portsText(outgoing, 20) !== undefined && (
        <Section title={messages.serverPortsOf(target.label)}>{outgoing.ports.join(', ')}</Section>
      )}
      <Facts facts={model.data.facts.get(id)} />
      {trends && (
        <Section title={messages.overTime}>
          <Trends
            trends={trends}
            names={{ outgoing: messages.fromNode(source.label), incoming: messages.fromNode(target.label) }}
            width={width}
          />
        </Section>
      )}
      {hosts.length > 0 && (
        <Section title={messages.nodesHeading(hosts.length)}>
          <Hosts hosts={hosts} exceeded={exceeded} />
        </Section>
      )}
      {paths.length > 0 && (
        <Section title={messages.pathsHeading(paths.length)}>
          <NetworkPaths paths={paths} />
        </Section>
      )}
      {pairFlows.length > 0 && (
        <Section title={messages.flowsHeading(pairFlows.length)}>
          <Flows flows={pairFlows} />
        </Section>
      )}
    </>
  );
}

/** The view state that has an edge between two nodes: a line can be the sum of several, and a problem a part of one. */
function viewWithEdge({ data, zoomedView, linesView }: GraphModel, ...ends: string[]): ViewState {
  const nodes = ends.flatMap((id) => data.tree.nodes.get(id) ?? []);
  const views = [zoomedView, linesView, atLayoutLevel(zoomedView)];
  return views.find((view) => nodes.every((node) => isVisibleInView(node, view))) ?? zoomedView;
}
