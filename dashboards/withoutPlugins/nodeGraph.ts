import { BYTES_PER_GB, LOSS_PER_GB, MIN_EVENTS } from '../../src/core/graph/loss';
import { pairTraffic, OUTSIDE } from '../../src/core/prometheus/flowSeries/pairTraffic';
import { where } from '../../src/core/prometheus/where';
import { asTable, PROMETHEUS, WHOLE_RANGE } from '../prometheus';
import { NO_FLOW_SERIES } from '../noData';
import { type FlowsAsked } from './flowsAsked';
import { type Panel } from './saved';

/** More are a hairball, and Grafana's node graph draws each of them as its own element. */
const MAX_EDGES = 60;
/** Grafana's orange and red. */
const COLOURS = { some: '#FF9830', severe: '#F2495C' };
const PAIR = ['client_name', 'server_name'] as const;
const ON_PAIR = `on (${PAIR.join(', ')})`;

/**
 * Grafana's own node graph of the same flows by workload: the largest pairs, with their bytes, and the pairs that lose
 * the most for their bytes, colored by it. It makes the nodes from the edges by itself.
 */
export function nodeGraph(panel: Panel, asked: FlowsAsked): Panel {
  const over = { ...asked, ...WHOLE_RANGE };
  const bytes = pairTraffic({ ...over, metric: 'DATA_TRANSFERRED' }, PAIR);
  const losses = `(${pairTraffic({ ...over, metric: 'LOSSES' }, PAIR)} >= ${MIN_EVENTS.some})`;
  const bytesOrLost = pairTraffic({ ...over, metric: 'DATA_TRANSFERRED', withLosses: true }, PAIR);
  // A pair that only has losses is an edge, too: nothing arrives there.
  const largest = `topk(${MAX_EDGES}, ${bytes} > 0 or ${ON_PAIR} ${losses} * 0)`;
  const targets = [
    asTable({ expr: `${asEdges(largest)} / 1e6`, refId: 'bytes' }),
    asTable({ expr: coloured(asEdges(lossy(losses, bytesOrLost))), refId: 'losses' }),
  ];
  return {
    ...panel,
    type: 'nodeGraph',
    description: `${panel.description ?? ''} Grafana’s own node graph draws it from the agents’ flow series (nfm_*): the ${MAX_EDGES} pairs with the most bytes, and the ${MAX_EDGES} that lose the most for their bytes, which have no number if they are not among the largest. A node shows the megabytes that it received, and nothing if one of its pairs has no number. All that is not a pod of the cluster is one node.`,
    datasource: PROMETHEUS.ref,
    // It writes numbers as they are.
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
          // Grafana adds the query's name only if both queries answer.
          renameByName: { Value: 'mainstat', 'Value #bytes': 'mainstat' },
        },
      },
      // Removes pairs that are not among the largest and do not lose more than usual.
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
 * With the columns by which the node graph knows edges, without the one from outside to outside. It refers to the
 * arrowhead of an edge by the edge's id in `url(#…)`, which takes no spaces; no name in Kubernetes has a "~".
 */
function asEdges(expression: string): string {
  const source = `label_replace(${expression}, "source", "$1", "client_name", "(.+)")`;
  const target = `label_replace(${source}, "target", "$1", "server_name", "(.+)")`;
  const edges = `label_join(${target}, "id", "~", "source", "target")`;
  const isInside = { label: 'id', operator: '!=', value: `${OUTSIDE}~${OUTSIDE}` } as const;
  const fromOutside = `label_replace(${where(edges, [isInside])}, "id", "outside~$1", "id", "${OUTSIDE}~(.+)")`;
  const named = `label_replace(${fromOutside}, "id", "$1~outside", "id", "(.+)~${OUTSIDE}")`;
  return `max by (id, source, target) (${named})`;
}

/**
 * How many times the limit of some losses pairs reach, of those with enough events not to be chance, as `lossLevel`
 * counts. A pair with fewer events than severe losses take reaches their limit over too few bytes: it counts as having
 * the least bytes over which so many events reach it.
 */
function lossy(losses: string, bytes: string): string {
  const bytesPerEvent = BYTES_PER_GB / LOSS_PER_GB.some;
  const leastBytes = (MIN_EVENTS.severe * BYTES_PER_GB) / LOSS_PER_GB.severe;
  const timesSome = `${losses} * ${bytesPerEvent} / ${ON_PAIR} clamp_min(${bytes}, ${leastBytes})`;
  return `topk(${MAX_EDGES}, ${timesSome})`;
}

/**
 * With a colour as a label, which is how the node graph takes it. A label can be made of a value only by
 * counting: by how many times a limit it is.
 */
function coloured(timesSome: string): string {
  const most = LOSS_PER_GB.severe / LOSS_PER_GB.some;
  const levels = `count_values by (id, source, target) ("level", clamp(floor(${timesSome}), 0, ${most}))`;
  const some = `label_replace(${levels}, "color", "${COLOURS.some}", "level", "[1-9].*")`;
  return `max by (id, source, target, level, color) (label_replace(${some}, "color", "${COLOURS.severe}", "level", "${most}"))`;
}
