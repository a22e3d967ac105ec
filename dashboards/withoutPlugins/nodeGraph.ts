import { LOSS_PER_GB } from '../../src/core/graph/loss';
import { conversations } from '../../src/core/promql/conversations';
import { asTable, NO_FLOW_SERIES, PROMETHEUS, WHOLE_RANGE } from '../prometheus';
import { type FlowsAsked } from './flowsAsked';
import { type Panel } from './saved';

/** More are a hairball, and Grafana's node graph draws each of them as its own element. */
const MOST_EDGES = 60;
const PAIR = ['client_name', 'server_name'] as const;

/**
 * Grafana's own node graph of the same flows by workload: the largest pairs, with their bytes, coloured by
 * what they lose. It makes the nodes from the edges by itself.
 */
export function nodeGraph(panel: Panel, asked: FlowsAsked): Panel {
  const bytes = conversations({ ...asked, ...WHOLE_RANGE, metric: 'DATA_TRANSFERRED' }, PAIR);
  const largest = `topk(${MOST_EDGES}, ${bytes} > 0)`;
  const losses = conversations({ ...asked, ...WHOLE_RANGE, metric: 'LOSSES' }, PAIR);
  const targets = [
    asTable({ expr: asEdges(largest), refId: 'bytes' }),
    asTable({ expr: asEdges(`${losses} / on (${PAIR.join(', ')}) (${bytes} / 1e9 > 0)`), refId: 'losses' }),
  ];
  return {
    ...panel,
    type: 'nodeGraph',
    description: `${panel.description ?? ''} Drawn by Grafana’s own node graph from the agents’ flow series (nfm_*): the ${MOST_EDGES} pairs with the most bytes; what is no pod of the cluster is one node.`,
    datasource: PROMETHEUS.ref,
    options: { nodes: { mainStatUnit: 'decbytes' }, edges: { mainStatUnit: 'decbytes', secondaryStatUnit: 'short' } },
    fieldConfig: {
      defaults: { noValue: NO_FLOW_SERIES },
      overrides: [
        { matcher: { id: 'byName', options: 'mainstat' }, properties: [{ id: 'unit', value: 'decbytes' }] },
        {
          matcher: { id: 'byName', options: 'color' },
          properties: [
            { id: 'color', value: { mode: 'thresholds' } },
            {
              id: 'thresholds',
              value: {
                mode: 'absolute',
                steps: [
                  { value: null, color: 'blue' },
                  { value: LOSS_PER_GB.some, color: 'orange' },
                  { value: LOSS_PER_GB.severe, color: 'red' },
                ],
              },
            },
          ],
        },
      ],
    },
    targets: targets.map((target) => target.build()),
    transformations: [
      { id: 'joinByField', options: { byField: 'id', mode: 'outer' } },
      {
        id: 'organize',
        options: {
          excludeByName: { Time: true, 'Time 1': true, 'Time 2': true, 'source 2': true, 'target 2': true },
          indexByName: {},
          renameByName: {
            'source 1': 'source',
            'target 1': 'target',
            'Value #bytes': 'mainstat',
            'Value #losses': 'color',
          },
        },
      },
    ],
  };
}

/** With the columns by which the node graph knows edges. */
function asEdges(expression: string): string {
  const source = `label_replace(${expression}, "source", "$1", "client_name", "(.+)")`;
  const target = `label_replace(${source}, "target", "$1", "server_name", "(.+)")`;
  return `max by (id, source, target) (label_join(${target}, "id", " > ", "source", "target"))`;
}
