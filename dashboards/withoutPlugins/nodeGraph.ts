import { LOSS_PER_GB } from '../../src/core/graph/loss';
import { conversations, OUTSIDE } from '../../src/core/promql/conversations';
import { where } from '../../src/core/promql/where';
import { asTable, PROMETHEUS, WHOLE_RANGE } from '../prometheus';
import { NO_FLOW_SERIES } from '../noData';
import { type FlowsAsked } from './flowsAsked';
import { type Panel } from './saved';

/** More are a hairball, and Grafana's node graph draws each of them as its own element. */
const MOST_EDGES = 60;
/** Grafana's orange and red. */
const COLOURS = { some: '#FF9830', severe: '#F2495C' };
const PAIR = ['client_name', 'server_name'] as const;

/**
 * Grafana's own node graph of the same flows by workload: the largest pairs, with their bytes, coloured by
 * what they lose. It makes the nodes from the edges by itself.
 */
export function nodeGraph(panel: Panel, asked: FlowsAsked): Panel {
  const over = { ...asked, ...WHOLE_RANGE };
  const bytes = conversations({ ...over, metric: 'DATA_TRANSFERRED' }, PAIR);
  const losses = conversations({ ...over, metric: 'LOSSES' }, PAIR);
  const lossesPerGb = `${losses} / on (${PAIR.join(', ')}) (${bytes} / 1e9 > 0)`;
  const targets = [
    asTable({ expr: `${asEdges(`topk(${MOST_EDGES}, ${bytes} > 0)`)} / 1e6`, refId: 'bytes' }),
    asTable({ expr: coloured(asEdges(lossesPerGb)), refId: 'losses' }),
  ];
  return {
    ...panel,
    type: 'nodeGraph',
    description: `${panel.description ?? ''} Drawn by Grafana’s own node graph from the agents’ flow series (nfm_*): the ${MOST_EDGES} pairs with the most bytes, with the megabytes that each node received; what is no pod of the cluster is one node.`,
    datasource: PROMETHEUS.ref,
    // It writes numbers as they are.
    options: { nodes: { mainStatUnit: 'MB' }, edges: { mainStatUnit: 'MB' } },
    fieldConfig: { defaults: { noValue: NO_FLOW_SERIES }, overrides: [] },
    targets: targets.map((target) => target.build()),
    transformations: [
      { id: 'joinByField', options: { byField: 'id', mode: 'outerTabular' } },
      {
        id: 'organize',
        options: {
          excludeByName: {
            Time: true,
            'Time 1': true,
            'Time 2': true,
            'source 2': true,
            'target 2': true,
            'Value #losses': true,
          },
          indexByName: {},
          renameByName: { 'source 1': 'source', 'target 1': 'target', 'Value #bytes': 'mainstat' },
        },
      },
      // Pairs that lose something and are not among the largest.
      {
        id: 'filterByValue',
        options: { type: 'include', match: 'all', filters: [{ fieldName: 'mainstat', config: { id: 'isNotNull' } }] },
      },
    ],
  };
}

/** With the columns by which the node graph knows edges, without the one from outside to outside. */
function asEdges(expression: string): string {
  const source = `label_replace(${expression}, "source", "$1", "client_name", "(.+)")`;
  const target = `label_replace(${source}, "target", "$1", "server_name", "(.+)")`;
  const edges = `label_join(${target}, "id", " > ", "source", "target")`;
  const isInside = { label: 'id', operator: '!=', value: `${OUTSIDE} > ${OUTSIDE}` } as const;
  return `max by (id, source, target) (${where(edges, [isInside])})`;
}

/**
 * With a colour as a label, which is how the node graph takes it. A label can be made of a value only by
 * counting: by how many times a limit it is.
 */
function coloured(lossesPerGb: string): string {
  const most = LOSS_PER_GB.severe / LOSS_PER_GB.some;
  const times = `clamp(floor(${lossesPerGb} / ${LOSS_PER_GB.some}), 0, ${most})`;
  const levels = `count_values by (id, source, target) ("level", ${times})`;
  const some = `label_replace(${levels}, "color", "${COLOURS.some}", "level", "[1-9].*")`;
  return `max by (id, source, target, color) (label_replace(${some}, "color", "${COLOURS.severe}", "level", "${most}"))`;
}
