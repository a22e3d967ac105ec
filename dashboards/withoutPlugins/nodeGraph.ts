import { BYTES_PER_GB, LOSS_PER_GB, MIN_EVENTS } from '../../src/core/graph/loss';
import { pairTraffic, NON_POD_NAME } from '../../src/core/prometheus/flowSeries/pairTraffic';
import { where } from '../../src/core/prometheus/where';
import { asTable, PROMETHEUS, WHOLE_RANGE } from '../prometheus';
import { NO_FLOW_SERIES } from '../noData';
import { type FlowSelection } from './flowSelection';
import { type Panel } from './saved';

/** More edges are unreadable, and Grafana's node graph draws each of them as its own element. */
const MAX_EDGES = 60;
/** Grafana's orange and red. */
const COLORS = { some: '#FF9830', severe: '#F2495C' };
const PAIR = ['client_name', 'server_name'] as const;
const ON_PAIR = `on (${PAIR.join(', ')})`;

/**
 * Grafana's own node graph of the same flows by workload: the largest pairs with their bytes, and the pairs with the
 * most losses per byte, colored by losses. The panel derives the nodes from the edges.
 */
export function nodeGraph(panel: Panel, selection: FlowSelection): Panel {
  const over = { ...selection, ...WHOLE_RANGE };
  const bytes = pairTraffic({ ...over, metric: 'DATA_TRANSFERRED' }, PAIR);
  const losses = `(${pairTraffic({ ...over, metric: 'LOSSES' }, PAIR)} >= ${MIN_EVENTS.some})`;
  const bytesOrLost = pairTraffic({ ...over, metric: 'DATA_TRANSFERRED', withLosses: true }, PAIR);
  // A pair that only has losses is an edge, too: none of its data arrives.
  const largest = `topk(${MAX_EDGES}, ${bytes} > 0 or ${ON_PAIR} ${losses} * 0)`;
  const targets = [
    asTable({ expr: `${asEdges(largest)} / 1e6`, refId: 'bytes' }),
    asTable({ expr: colored(asEdges(lossy(losses, bytesOrLost))), refId: 'losses' }),
  ];
  return {
    ...panel,
    type: 'nodeGraph',
    description: `${panel.description ?? ''} Without the plugins, Grafana's node graph draws the agents' flow series (nfm_*): the ${MAX_EDGES} pairs with the most bytes, and the ${MAX_EDGES} pairs with the most losses per byte, which have no number if they are not among the largest. A node shows the megabytes that it received, or no number if one of its pairs has none. All endpoints that are not pods of the cluster are one node.`,
    datasource: PROMETHEUS.ref,
    // The node graph does not format numbers.
    options: { nodes: { mainStatUnit: 'MB' }, edges: { mainStatUnit: 'MB' } },
    fieldConfig: { defaults: { noValue: NO_FLOW_SERIES }, overrides: [] },
    targets: targets.map((target) => target.build()),
    transformations: [
      { id: 'merge', options: {} },
      {
        id: 'organize',
        options: {
          excludeByName: { Time: true, 'Value #losses': true },
          indexByName: {},
          // Grafana adds the name of the query only if both queries return data.
          renameByName: { Value: 'mainstat', 'Value #bytes': 'mainstat' },
        },
      },
      // Removes pairs that are not among the largest and have no unusual losses.
      {
        id: 'filterByValue',
        options: {
          type: 'include',
          match: 'any',
          filters: [
            { fieldName: 'mainstat', config: { id: 'isNotNull' } },
            { fieldName: 'level', config: { id: 'regex', options: { value: '[1-9]' } } },
          ],
        },
      },
    ],
  };
}

/**
 * Adds the columns that the node graph expects of edges, and removes the edge from outside to outside. The panel refers
 * to the arrowhead of an edge by the ID of the edge in `url(#…)`, which allows no spaces; no Kubernetes name has a "~".
 */
function asEdges(expression: string): string {
  const source = `label_replace(${expression}, "source", "$1", "client_name", "(.+)")`;
  const target = `label_replace(${source}, "target", "$1", "server_name", "(.+)")`;
  const edges = `label_join(${target}, "id", "~", "source", "target")`;
  const isInside = { label: 'id', operator: '!=', value: `${NON_POD_NAME}~${NON_POD_NAME}` } as const;
  const fromOutside = `label_replace(${where(edges, [isInside])}, "id", "outside~$1", "id", "${NON_POD_NAME}~(.+)")`;
  const named = `label_replace(${fromOutside}, "id", "$1~outside", "id", "(.+)~${NON_POD_NAME}")`;
  return `max by (id, source, target) (${named})`;
}

/**
 * The losses of pairs as multiples of the limit of some losses, as `lossLevel` calculates them, for pairs with enough
 * events to exclude chance. A pair with fewer events than severe losses require must not exceed their limit just because
 * it has few bytes: it counts as having the fewest bytes with which that many events reach the limit.
 */
function lossy(losses: string, bytes: string): string {
  const bytesPerEvent = BYTES_PER_GB / LOSS_PER_GB.some;
  const leastBytes = (MIN_EVENTS.severe * BYTES_PER_GB) / LOSS_PER_GB.severe;
  const timesSome = `${losses} * ${bytesPerEvent} / ${ON_PAIR} clamp_min(${bytes}, ${leastBytes})`;
  return `topk(${MAX_EDGES}, ${timesSome})`;
}

/**
 * Adds a color as a label, where the node graph expects it. PromQL can turn a value into a label only by counting
 * values: here, the multiples of the limit.
 */
function colored(timesSome: string): string {
  const most = LOSS_PER_GB.severe / LOSS_PER_GB.some;
  const levels = `count_values by (id, source, target) ("level", clamp(floor(${timesSome}), 0, ${most}))`;
  const some = `label_replace(${levels}, "color", "${COLORS.some}", "level", "[1-9].*")`;
  return `max by (id, source, target, level, color) (label_replace(${some}, "color", "${COLORS.severe}", "level", "${most}"))`;
}
