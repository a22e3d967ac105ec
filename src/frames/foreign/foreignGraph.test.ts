import {
  createDataFrame,
  type DataFrame,
  type FieldConfig,
  FieldType,
  MappingType,
  ThresholdsMode,
  type ValueMapping,
} from '@grafana/data';
import fc from 'fast-check';
import { aggregateTree } from '../../core/graph/aggregate';
import { type GraphEdge } from '../../core/graph/graph';
import { type ForeignAnswer, type ForeignGraph, readForeignGraph } from './foreignGraph';

type Cells = unknown[];

function column(name: string, type: FieldType, values: Cells, config: FieldConfig = {}) {
  return { name, type, values, config };
}
const text = (name: string, values: Cells, config?: FieldConfig) => column(name, FieldType.string, values, config);
const number = (name: string, values: Cells, config?: FieldConfig) => column(name, FieldType.number, values, config);
const frame = (fields: Array<ReturnType<typeof column>>, name?: string) => createDataFrame({ name, fields });

function graphOf(...frames: DataFrame[]): ForeignGraph {
  const answer = readForeignGraph(frames);
  if (answer.kind !== 'graph') {
    throw new Error(answer.text);
  }
  return answer.graph;
}

const textOf = (answer: ForeignAnswer) => (answer.kind === 'unreadable' ? answer.text : 'a graph');
const linksOf = ({ tree }: ForeignGraph) =>
  tree.links.map(({ source, target, metrics }) => [source.node.id, target.node.id, { ...metrics.others }]);
const boxesOf = ({ tree }: ForeignGraph) =>
  Object.fromEntries(
    [...tree.nodes.values()].filter(({ depth }) => depth > 0).map(({ node }) => [node.id, [node.label, node.parent]])
  );
const aggregate = ({ tree }: ForeignGraph, depth = 2) =>
  aggregateTree(tree, { expansion: { depth, opened: new Set(), closed: new Set() }, maxEdges: 100 });
const sumOf = (graph: ForeignGraph, id: string) =>
  graph.tree.links.reduce((sum, { metrics }) => sum + (metrics.others?.[id] ?? 0), 0);

/** The service graph of Tempo's data source, with an unknown client. */
const tempo = {
  nodes: frame(
    [
      text('id', ['shop/cart', 'user', 'data/db']),
      text('title', ['cart', 'user', 'db'], { displayName: 'Service name' }),
      text('subtitle', ['shop', undefined, 'data'], { displayName: 'Service namespace' }),
      number('mainstat', [12.5, NaN, 3], { unit: 'ms/r', displayName: 'Average response time' }),
      number('secondarystat', [4.25, NaN, 100], { unit: 'r/sec', displayName: 'Requests per second' }),
      number('arc__success', [0.75, 1, 1], { displayName: 'Success' }),
      number('arc__failed', [0.25, 0, 0], { displayName: 'Failed' }),
      column('isinstrumented', FieldType.boolean, [true, false, true]),
    ],
    'Nodes'
  ),
  edges: frame(
    [
      text('id', ['user_shop/cart', 'shop/cart_data/db']),
      text('source', ['user', 'shop/cart']),
      text('sourceName', ['user', 'cart']),
      text('sourceNamespace', [undefined, 'shop']),
      text('target', ['shop/cart', 'data/db']),
      text('targetName', ['cart', 'db']),
      text('targetNamespace', ['shop', 'data']),
      number('mainstat', [12.5, NaN], { unit: 'ms/r', displayName: 'Average response time' }),
      number('secondarystat', [4.25, 100], { unit: 'r/sec', displayName: 'Requests per second' }),
    ],
    'Edges'
  ),
};

describe('readForeignGraph with a node graph', () => {
  it('reads services in their namespaces, and stats as measures and facts, from Tempo', () => {
    const graph = graphOf(tempo.nodes, tempo.edges);
    expect(boxesOf(graph)).toEqual({
      'box:shop': ['shop', 'cluster'],
      'node:shop/cart': ['cart', 'box:shop'],
      'node:user': ['user', 'cluster'],
      'box:data': ['data', 'cluster'],
      'node:data/db': ['db', 'box:data'],
    });
    expect(linksOf(graph)).toEqual([
      ['node:user', 'node:shop/cart', { mainstat: 12.5, secondarystat: 4.25 }],
      ['node:shop/cart', 'node:data/db', { secondarystat: 100 }],
    ]);
    expect(graph.measures).toMatchObject([
      { id: 'mainstat', label: 'Average response time', unit: 'ms/r' },
      { id: 'secondarystat', label: 'Requests per second', unit: 'r/sec' },
    ]);
    expect(graph.nodeFacts.get('node:shop/cart')).toEqual([
      ['Service namespace', 'shop'],
      ['Average response time', '12.5 ms/r'],
      ['Requests per second', '4.25 r/sec'],
      ['Success', '75%'],
      ['Failed', '25%'],
    ]);
    // Tempo returns NaN for a client that serves no requests.
    expect(graph.nodeFacts.get('node:user')).toEqual([
      ['Success', '100%'],
      ['Failed', '0%'],
    ]);
    expect([graph.skipped, graph.edgeFacts.size]).toEqual([0, 0]);
  });

  it('reads frames in any order, and can be aggregated to its groups', () => {
    const graph = graphOf(tempo.edges, tempo.nodes);
    expect(boxesOf(graph)).toEqual(boxesOf(graphOf(tempo.nodes, tempo.edges)));
    expect(aggregate(graph, 1).edges.map(({ id }) => id)).toEqual(['box:shop>box:data', 'node:user>box:shop']);
    expect(aggregate(graph).groups.map(({ id }) => id)).toEqual(['cluster', 'box:data', 'box:shop']);
  });

  it('derives nodes and groups from edges if there are no nodes', () => {
    const graph = graphOf(tempo.edges);
    expect(aggregate(graph).nodes.map(({ label, parent }) => [label, parent])).toEqual([
      ['db', 'box:data'],
      ['cart', 'box:shop'],
      ['user', 'cluster'],
    ]);
    expect(linksOf(graph)).toHaveLength(2);
  });

  it('reads numeric IDs and text stats from X-Ray, and shows them as facts of aggregated edges', () => {
    const graph = graphOf(
      frame([text('id', [0, 1]), text('title', ['auth', 'auth']), text('subtitle', ['Compute', 'remote'])], 'nodes'),
      frame([
        text('id', ['1__0']),
        text('source', [1]),
        text('sourceName', ['auth']),
        text('target', [0]),
        text('targetName', ['auth']),
        text('mainstat', ['Faults 1.75%'], { displayName: 'Response percentage' }),
        number('secondarystat', [50.5], { unit: 't/min', displayName: 'Transactions per minute' }),
      ])
    );
    const [edge] = aggregate(graph).edges;
    expect(graph.measures.map((measure) => [measure.label, measure.of(edge!)])).toEqual([
      ['Transactions per minute', 50.5],
    ]);
    expect(graph.edgeFacts.get(edge!.id)).toEqual([['Response percentage', 'Faults 1.75%']]);
    expect(aggregate(graph).nodes.map(({ id, label }) => [id, label])).toEqual([
      ['node:0', 'auth'],
      ['node:1', 'auth'],
    ]);
  });

  it('ignores the appearance of nodes and edges in TestData, and lists thickness last', () => {
    const graph = graphOf(
      frame([
        text('id', ['root', 'app']),
        text('title', ['root', '']),
        text('icon', ['', 'apps']),
        number('noderadius', [40, 60]),
        column('highlighted', FieldType.boolean, [false, true]),
        number('detail__test_value', [null, 42], { displayName: 'Test value' }),
      ]),
      frame([
        text('id', ['root-app']),
        text('source', ['root']),
        text('target', ['app']),
        number('thickness', [4]),
        number('detail__errors', [7]),
        text('detail__zone', ['a1']),
        number('mainStat', [3.4]),
        column('highlighted', FieldType.boolean, [true]),
        text('color', ['red']),
        text('strokeDasharray', ['2 2']),
      ])
    );
    expect(graph.measures.map(({ id, label }) => [id, label])).toEqual([
      ['mainStat', 'Main stat'],
      ['detail__errors', 'errors'],
      ['thickness', 'Thickness'],
    ]);
    expect(graph.edgeFacts.get('node:root>node:app')).toEqual([['zone', 'a1']]);
    expect([...graph.nodeFacts]).toEqual([['node:app', [['Test value', '42']]]]);
    expect(boxesOf(graph)).toEqual({ 'node:root': ['root', 'cluster'], 'node:app': ['app', 'cluster'] });
  });

  it('counts rows if a trace has no numbers', () => {
    const graph = graphOf(
      frame([text('traceID', ['t1']), text('spanID', ['a'])]),
      frame([text('id', ['a', 'b']), text('title', ['api', 'api']), text('mainstat', ['4ms (100%)', '1ms (25%)'])]),
      frame([text('id', ['a--b']), text('target', ['b']), text('source', ['a'])])
    );
    expect(graph.measures).toMatchObject([{ id: 'rows', label: 'Rows', unit: 'short', limits: [] }]);
    expect(graph.measures[0]?.of(aggregate(graph).edges[0]!)).toBe(1);
    expect(graph.nodeFacts.get('node:b')).toEqual([['Main stat', '1ms (25%)']]);
  });

  it('shows nodes without connections, with or without a group', () => {
    const nodes = [text('id', ['a', 'b', 'idle', 'lone']), text('namespace', ['one', 'one', 'one', ''])];
    const graph = graphOf(frame(nodes), frame([text('source', ['a']), text('target', ['b'])]));
    const shown = (depth: number, maxEdges = 100) => {
      const expansion = { depth, opened: new Set<string>(), closed: new Set<string>() };
      return aggregateTree(graph.tree, { expansion, maxEdges }).nodes.map(({ id }) => id);
    };
    expect(shown(2)).toEqual(['node:a', 'node:b', 'node:idle', 'node:lone']);
    expect(shown(1)).toEqual(['box:one', 'node:lone']);
    // Skipped edges are counted, and nodes that appear only in them are not shown.
    expect(shown(2, 0)).toEqual(['node:idle', 'node:lone']);
  });

  it('combines all frames, including missing ends and nodes that are described twice', () => {
    const ends = (source: Cells, target: Cells, calls: Cells) =>
      frame([text('id', source), text('source', source), text('target', target), number('calls', calls)]);
    const graph = graphOf(
      frame([text('id', ['a', '', null]), text('namespace', ['one', 'one', 'one'])]),
      frame([text('id', ['a', 'b']), text('detail__group', ['two', 'two']), text('detail__team', ['red', 'blue'])]),
      ends(['a', 'b', null], ['b', 'gone', 'a'], [1, 2, 4]),
      ends(['a', '', 'a'], ['b', 'b', '  '], [8, 16, 32])
    );
    expect(linksOf(graph)).toEqual([
      ['node:a', 'node:b', { calls: 9 }],
      ['node:b', 'node:gone', { calls: 2 }],
    ]);
    expect(boxesOf(graph)).toMatchObject({
      'node:a': ['a', 'box:one'],
      'node:b': ['b', 'box:two'],
      'node:gone': ['gone', 'cluster'],
    });
    expect(graph.nodeFacts.get('node:a')).toEqual([
      ['group', 'two'],
      ['team', 'red'],
    ]);
    expect(graph.skipped).toBe(2 + 1 + 2);
  });
});

describe('readForeignGraph with a table', () => {
  it.each([
    ['source', 'target'],
    ['Source', 'DESTINATION'],
    ['src', 'dst'],
    ['from', 'to'],
    ['client', 'server'],
    ['origin', 'destination'],
    ['Source IP', 'destination.ip'],
    ['srcaddr', 'dstaddr'],
    ['source_workload', 'destination_workload'],
    ['k8s_src_owner_name', 'k8s_dst_owner_name'],
    ['caller', 'callee'],
    ['from', 'target'],
    // NetObserv, OCSF, Elastic, Hubble, Istio, Calico, and others use different words in different order.
    ['SrcK8S_OwnerName', 'DstK8S_OwnerName'],
    ['SrcK8S_Name', 'DstK8S_Name'],
    ['SrcAddr', 'DstAddr'],
    ['local_pod', 'remote_pod'],
    ['localIp', 'remoteIp'],
    ['local_address', 'remote_address'],
    ['kubernetesMetadata.localPodName', 'kubernetesMetadata.remotePodName'],
    ['src_endpoint.ip', 'dst_endpoint.ip'],
    ['src_endpoint.hostname', 'dst_endpoint.hostname'],
    ['source.ip', 'destination.ip'],
    ['client.address', 'server.address'],
    ['source.kubernetes.pod.name', 'destination.kubernetes.pod.name'],
    ['source.pod_name', 'destination.pod_name'],
    ['flow.source.pod_name', 'flow.destination.pod_name'],
    ['IP.source', 'IP.destination'],
    ['source.workloads[0].name', 'destination.workloads[0].name'],
    ['source_canonical_service', 'destination_canonical_service'],
    ['source_app', 'destination_app'],
    ['source_workload', 'destination_service_name'],
    ['source_name_aggr', 'dest_name_aggr'],
    ['k8s.src.owner.name', 'k8s.dst.owner.name'],
    ['jsonPayload.connection.src_ip', 'jsonPayload.connection.dest_ip'],
    ['src_instance.vm_name', 'dest_instance.vm_name'],
    ['IPV4_SRC_ADDR', 'IPV4_DST_ADDR'],
    ['sourceIPv4Address', 'destinationIPv4Address'],
    ['id.orig_h', 'id.resp_h'],
    ['saddr', 'daddr'],
    ['network.local.address', 'network.peer.address'],
    ['client_ip', 'target_ip'],
    ['downstream_remote_address', 'upstream_host'],
    ['requestor_service', 'responder_service'],
    ['parent', 'child'],
  ])('recognizes the ends %s and %s', (source, target) => {
    const graph = graphOf(frame([number('bytes', [5]), text(target, ['db']), text(source, ['web'])]));
    expect(linksOf(graph)).toEqual([['node:web', 'node:db', { bytes: 5 }]]);
  });

  it('uses ends of the same kind if it finds several', () => {
    const graph = graphOf(
      frame([text('origin', ['eu']), text('source_ip', ['10.0.0.1']), text('dest_ip', ['10.0.0.2'])])
    );
    expect(linksOf(graph)).toEqual([['node:10.0.0.1', 'node:10.0.0.2', {}]]);
    expect(graph.edgeFacts.get('node:10.0.0.1>node:10.0.0.2')).toEqual([['origin', 'eu']]);
  });

  it('shows the address of an end in rows without its name', () => {
    const graph = graphOf(
      frame([
        text('SrcK8S_OwnerName', ['web', 'web']),
        text('SrcK8S_Namespace', ['shop', 'shop']),
        text('SrcAddr', ['10.0.1.11', '10.0.1.11']),
        text('DstK8S_OwnerName', ['db', '']),
        text('DstK8S_Namespace', ['data', '']),
        text('DstAddr', ['10.0.3.11', '203.0.113.9']),
        number('Bytes', [5, 7]),
      ])
    );
    expect(boxesOf(graph)).toMatchObject({
      'node:["data","db"]': ['db', 'box:data'],
      'node:203.0.113.9': ['203.0.113.9', 'cluster'],
    });
    expect(linksOf(graph).map(([, , numbers]) => numbers)).toEqual([{ Bytes: 5 }, { Bytes: 7 }]);
    expect(graph.skipped).toBe(0);
  });

  it('treats an IPv4 address mapped to IPv6 as the IPv4 address', () => {
    const graph = graphOf(
      frame([text('id', ['::ffff:10.0.3.11']), text('title', ['db'])]),
      frame([
        text('srcaddr', ['10.0.1.11', '::ffff:10.0.1.11', '::FFFF:A00:10B']),
        text('dstaddr', ['10.0.3.11', '10.0.3.11', '::ffff:a00:30b']),
        number('bytes', [1, 2, 4]),
      ])
    );
    expect(linksOf(graph)).toEqual([['node:10.0.1.11', 'node:10.0.3.11', { bytes: 7 }]]);
    expect(boxesOf(graph)).toMatchObject({ 'node:10.0.3.11': ['db', 'cluster'] });
  });

  it('names ends by the texts of an enum, and shows the results of value mappings', () => {
    const names = { type: { enum: { text: ['web', 'db'] } } };
    const mappings: ValueMapping[] = [{ type: MappingType.ValueToText, options: { '10.0.3.11': { text: 'Orders' } } }];
    const graph = graphOf(
      frame([
        column('source', FieldType.enum, [0, 0], names),
        column('source_namespace', FieldType.enum, [0, 0], { type: { enum: { text: ['shop'] } } }),
        text('target', ['10.0.3.11', '10.0.3.12'], { mappings }),
        number('bytes', [5, 6]),
      ])
    );
    expect(boxesOf(graph)).toEqual({
      'box:shop': ['shop', 'cluster'],
      'node:["shop","web"]': ['web', 'box:shop'],
      'node:10.0.3.11': ['Orders', 'cluster'],
      'node:10.0.3.12': ['10.0.3.12', 'cluster'],
    });
    expect(
      linksOf(graphOf(frame([column('src', FieldType.enum, [0], names), column('dst', FieldType.enum, [1], names)])))
    ).toEqual([['node:web', 'node:db', {}]]);
  });

  it('reads packets and bytes of VPC Flow Logs as measures, and identifiers as facts', () => {
    const graph = graphOf(
      frame([
        number('version', [2, 2]),
        number('account_id', [123456789010, 123456789010]),
        text('interface_id', ['eni-1', 'eni-1']),
        text('srcaddr', ['10.0.1.11', '10.0.1.11']),
        text('dstaddr', ['10.0.3.11', '10.0.3.11']),
        number('srcport', [49152, 49153]),
        number('dstport', [5432, 5432]),
        number('protocol', [6, 6]),
        number('packets', [10, 20]),
        number('bytes', [1000, 2000]),
        number('start', [1700000000, 1700000060]),
        number('end', [1700000059, 1700000119]),
        text('action', ['ACCEPT', 'ACCEPT']),
      ])
    );
    expect(graph.measures.map(({ id }) => id)).toEqual(['packets', 'bytes']);
    expect(linksOf(graph)).toEqual([['node:10.0.1.11', 'node:10.0.3.11', { packets: 30, bytes: 3000 }]]);
    expect(Object.fromEntries(graph.edgeFacts.get('node:10.0.1.11>node:10.0.3.11') ?? [])).toMatchObject({
      dstport: '5432',
      srcport: '49152, 49153',
      protocol: '6',
      action: 'ACCEPT',
    });
  });

  it('shows traffic before other numbers, regardless of their order', () => {
    const ends = [text('src', ['a']), text('dst', ['b'])];
    const { measures } = graphOf(frame([...ends, number('score', [1]), number('rtt_ms', [2]), number('bytes', [3])]));
    expect(measures.map(({ id }) => id)).toEqual(['bytes', 'score', 'rtt_ms']);
  });

  it('averages rates over time, sums rates of the same time, and sums amounts over time', () => {
    const minutes = Array.from({ length: 60 }, (_, minute) => minute * 60_000);
    // Two ports in each minute.
    const times = minutes.flatMap((time) => [time, time]);
    const each = <Value>(value: Value) => times.map(() => value);
    const graph = graphOf(
      frame([
        column('Time', FieldType.time, times),
        text('source', each('web')),
        text('target', each('db')),
        number(
          'port',
          minutes.flatMap(() => [80, 443])
        ),
        number(
          'rate',
          minutes.flatMap(() => [10, 5])
        ),
        number('traffic', each(100), { unit: 'Bps' }),
        number('Value', each(3)),
        number(
          'latency',
          minutes.flatMap((_, index) => [index, index])
        ),
        number('requests', each(2)),
      ])
    );
    expect(linksOf(graph)).toEqual([
      ['node:web', 'node:db', { rate: 15, traffic: 200, Value: 6, latency: 29.5, requests: 240 }],
    ]);
  });

  it('sums the rates of a table without times, and of several tables', () => {
    const table = (...rates: number[]) =>
      frame([
        text(
          'source',
          rates.map(() => 'a')
        ),
        text(
          'target',
          rates.map(() => 'b')
        ),
        number('rate', rates),
      ]);
    expect(linksOf(graphOf(table(1, 2), table(4)))).toEqual([['node:a', 'node:b', { rate: 7 }]]);
  });

  it('keeps durations, percentiles, and shares of a group within the range of its edges', () => {
    const graph = graphOf(
      frame([
        text('source', ['a', 'b']),
        text('source_namespace', ['shop', 'shop']),
        text('target', ['db', 'db']),
        number('latency', [100, 120], { unit: 'ms' }),
        number('p95', [0.2, 0.3]),
        number('min_rtt', [4, 5]),
        number('utilization', [60, 70], { unit: 'percent' }),
        number('rate', [1, 2]),
        number('bytes', [3, 4]),
      ])
    );
    const [edge] = aggregate(graph, 1).edges;
    expect(Object.fromEntries(graph.measures.map((measure) => [measure.id, measure.of(edge!)]))).toEqual({
      latency: 110,
      p95: 0.3,
      min_rtt: 4,
      utilization: 65,
      rate: 3,
      bytes: 7,
    });
    // Aggregation does not change its input.
    expect(aggregate(graph).edges.map(({ others }) => others?.latency)).toEqual([100, 120]);
  });

  it('weights a mean by the number of rows of each edge', () => {
    const graph = graphOf(
      frame([
        text('source', ['a', 'a', 'a', 'b']),
        text('source_namespace', ['shop', 'shop', 'shop', 'shop']),
        text('target', ['db', 'db', 'db', 'db']),
        number('latency_ms', [10, 20, 30, 100]),
      ])
    );
    expect(aggregate(graph).edges.map(({ others }) => others?.latency_ms)).toEqual([20, 100]);
    expect(aggregate(graph, 1).edges.map(({ others }) => others?.latency_ms)).toEqual([40]);
  });

  it('sums rows of the same pair, keeps directions separate, and does not treat missing values as zero', () => {
    const graph = graphOf(
      frame([
        text('source', ['a', 'a', 'b', 'b']),
        text('target', ['b', 'b', 'a', 'b']),
        number('bytes', [1, 2, null, Infinity]),
        number('errors', [0, null, 3, 4]),
        text('protocol', ['tcp', 'udp', 'tcp', 'tcp']),
      ])
    );
    expect(linksOf(graph)).toEqual([
      ['node:a', 'node:b', { bytes: 3, errors: 0 }],
      ['node:b', 'node:a', { errors: 3 }],
      ['node:b', 'node:b', { errors: 4 }],
    ]);
    expect(graph.tree.links.map(({ metrics }) => metrics.flowCount)).toEqual([2, 1, 1]);
    expect(graph.edgeFacts.get('node:a>node:b')).toEqual([['protocol', 'tcp, udp']]);
    const edges = new Map(aggregate(graph).edges.map((edge): [string, GraphEdge] => [edge.id, edge]));
    expect(graph.measures[0]?.of(edges.get('node:b>node:a')!)).toBeUndefined();
  });

  it('creates two nodes for the same name in two groups', () => {
    const graph = graphOf(
      frame([
        text('client', ['api', 'api']),
        text('client_service_namespace', ['blue', 'green']),
        text('server', ['db', 'api']),
        text('server_service_namespace', ['', 'blue']),
        number('Value', [1, 2]),
      ])
    );
    expect(aggregate(graph).edges).toHaveLength(2);
    const apis = aggregate(graph).nodes.filter(({ label }) => label === 'api');
    expect(apis.map(({ parent }) => parent)).toEqual(['box:blue', 'box:green']);
    expect(boxesOf(graph)).toMatchObject({ 'node:db': ['db', 'cluster'] });
    expect(aggregate(graph, 1).edges.map(({ id }) => id)).toEqual(['box:blue>node:db', 'box:green>box:blue']);
  });

  it('returns unit, name and limits of its numbers', () => {
    const thresholds = (mode: ThresholdsMode, ...values: number[]) => ({
      thresholds: { mode, steps: values.map((value) => ({ value, color: 'red' })) },
    });
    const { measures } = graphOf(
      frame([
        text('source', ['a']),
        text('target', ['b']),
        number('bytes', [1], {
          unit: 'decbytes',
          displayName: 'Data',
          ...thresholds(ThresholdsMode.Absolute, -Infinity, 90, 50),
        }),
        number('share', [1], thresholds(ThresholdsMode.Percentage, 50)),
        // Grafana's default for every field without thresholds.
        number('retries', [1], thresholds(ThresholdsMode.Absolute, -Infinity, 80)),
        number('Value', [1]),
        number('Value', [1]),
      ])
    );
    expect(measures.map(({ id, label, unit, limits }) => [id, label, unit, limits])).toEqual([
      ['bytes', 'Data', 'decbytes', [50, 90]],
      ['share', 'share', 'short', []],
      ['retries', 'retries', 'short', []],
      ['Value', 'Value', 'short', []],
      ['Value 2', 'Value 2', 'short', []],
    ]);
  });

  it('formats facts with the field settings of the panel', () => {
    const mappings: ValueMapping[] = [{ type: MappingType.ValueToText, options: { up: { text: 'Working' } } }];
    const graph = graphOf(
      frame([
        text('source', ['a']),
        text('target', ['b']),
        text('state', ['up'], { mappings }),
        column('secure', FieldType.boolean, [true]),
        column('tier', FieldType.enum, [1], { type: { enum: { text: ['low', 'high'] } } }),
      ])
    );
    expect(graph.edgeFacts.get('node:a>node:b')).toEqual([
      ['state', 'Working'],
      ['secure', 'true'],
      ['tier', 'high'],
    ]);
  });

  it('shows some of many texts for a pair, and counts the others', () => {
    const rows = Array.from({ length: 100 }, (_, row) => row);
    const graph = graphOf(
      frame([
        text(
          'source',
          rows.map(() => 'a')
        ),
        text(
          'target',
          rows.map(() => 'b')
        ),
        text(
          'request',
          rows.map((row) => `r${row}`)
        ),
      ])
    );
    expect(graph.edgeFacts.get('node:a>node:b')).toEqual([['request', 'r0, r1, r2, r3, r4 and 95 more']]);
  });

  it('treats hostile names as plain names', () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const graph = graphOf(
      frame([
        text('source', ['__proto__', hostile]),
        text('target', ['constructor', '__proto__']),
        text('source_namespace', ['__proto__', null]),
        number('__proto__', [1, null]),
        number('constructor', [2, 3]),
        number(hostile, [4, 5]),
        text('__proto__', ['toString', hostile]),
      ])
    );
    expect(graph.measures.map(({ label }) => label)).toEqual(['__proto__', 'constructor', hostile]);
    // Both links end in the same group or node when they are aggregated, and sums stay numbers.
    const [first, second] = aggregate(graph).edges;
    const values = [first, second].map((edge) => graph.measures.map((measure) => measure.of(edge!)));
    expect(values).toContainEqual([1, 2, 4]);
    expect(values).toContainEqual([undefined, 3, 5]);
    expect(aggregate(graph).nodes.map(({ label }) => label)).toContain(hostile);
    expect([...graph.edgeFacts.values()]).toContainEqual([['__proto__', hostile]]);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(graph.tree.links.map(({ metrics }) => Object.getPrototypeOf(metrics.others))).toEqual([
      Object.prototype,
      Object.prototype,
    ]);
  });
});

describe('readForeignGraph with data that is not a graph', () => {
  const EXPECTED = /row per connection with the columns source, target .* source=web, target=db, bytes=1200/;

  it.each<[string, DataFrame[], RegExp]>([
    ['nothing', [], /No columns found\.$/],
    ['one end', [frame([text('src', ['a']), number('bytes', [1])])], /columns src, bytes\. No target column found\.$/],
    [
      'a time series',
      [frame([column('Time', FieldType.time, [1]), number('cpu', [1])])],
      /Found the columns Time, cpu\.$/,
    ],
    ['nodes alone', [tempo.nodes], /This looks like the nodes of a graph without its edges\.$/],
    [
      'a wide table',
      [frame(Array.from({ length: 12 }, (_, index) => number(`c${index}`, [1])))],
      /columns c0, c1, c2, c3, c4, c5, c6, c7 and 4 more\.$/,
    ],
    [
      'an annotation, whose from and to are times',
      [frame([column('from', FieldType.time, [1]), column('to', FieldType.time, [2])])],
      /are time fields: join them into one table\.$/,
    ],
    [
      'a series with labels',
      [createDataFrame({ fields: [{ ...number('Value', [1]), labels: { client: 'a', server: 'b' } }] })],
      /Source and target are the labels client and server: select the format "Table"/,
    ],
  ])('reports what is missing from %s', (_, frames, said) => {
    const answer = textOf(readForeignGraph(frames));
    expect(answer).toMatch(EXPECTED);
    expect(answer).toMatch(said);
  });

  it('does not accept a table of connections without rows', () => {
    expect(graphOf(frame([text('source', []), text('target', [])]))).toMatchObject({ tree: { links: [] }, skipped: 0 });
  });
});

const NAMES = [
  ...['id', 'source', 'target', 'src', 'to', 'title', 'subtitle', 'mainstat', 'thickness', 'color', 'namespace'],
  ...['source_namespace', 'targetName', 'arc__a', 'detail__group', 'detail__', '__proto__', 'toString', 'Value', ''],
];
const UNITS = [
  undefined,
  '',
  'decbytes',
  'ms/r',
  'percent',
  'time:YYYY',
  'dateTimeAsIso',
  'si:B',
  'currency:x',
  'bool',
];

const cell = fc.oneof(
  fc.constantFrom('a', 'b', 'web', '', ' ', '__proto__', null, undefined, NaN, Infinity, 0, true),
  fc.integer({ min: -1000, max: 1000 }),
  fc.anything({ withBigInt: true, withNullPrototype: true, withDate: true })
);
const anyConfig = fc.record(
  {
    unit: fc.constantFrom(...UNITS),
    decimals: fc.oneof(fc.constant(null), fc.integer({ min: -5, max: 400 })),
    displayName: fc.string(),
    min: fc.integer(),
    type: fc.record({ enum: fc.record({ text: fc.array(fc.string()) }) }),
    thresholds: fc.record({
      mode: fc.constantFrom(ThresholdsMode.Absolute, ThresholdsMode.Percentage),
      steps: fc.array(fc.record({ value: fc.oneof(fc.double(), fc.integer()), color: fc.string() })),
    }),
  },
  { requiredKeys: [] }
);
const anyField = fc.record({
  name: fc.oneof(fc.constantFrom(...NAMES), fc.string()),
  type: fc.constantFrom(...Object.values(FieldType)),
  config: anyConfig,
  values: fc.array(cell, { maxLength: 8 }),
});
const ends = ['source', 'target'].map((name) => anyField.map((field) => ({ ...field, name, type: FieldType.string })));
const anyFrame: fc.Arbitrary<DataFrame> = fc.record({
  name: fc.constantFrom('nodes', 'edges', undefined),
  fields: fc.oneof(
    fc.array(anyField, { maxLength: 8 }),
    fc.tuple(fc.tuple(...ends), fc.array(anyField, { maxLength: 6 })).map((fields) => fields.flat())
  ),
  length: fc.nat(10),
});

const end = fc.constantFrom('a', 'b', 'c', 'constructor', '', null);
const amount = fc.oneof(fc.integer({ min: -1e6, max: 1e6 }), fc.constantFrom(null, undefined, NaN));
const row = fc.record({ source: end, target: end, group: end, numbers: fc.tuple(amount, amount, amount) });

describe('readForeignGraph with arbitrary frames', () => {
  it('never throws, and draws each row or counts it as skipped', () => {
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 4 }), (frames) => {
        const answer = readForeignGraph(frames);
        if (answer.kind === 'graph') {
          const { tree, skipped } = answer.graph;
          const drawn = tree.links.reduce((sum, { metrics }) => sum + metrics.flowCount, 0);
          expect(drawn + skipped).toBeLessThanOrEqual(frames.reduce((sum, { length }) => sum + length, 0));
          for (const edge of aggregate(answer.graph).edges) {
            answer.graph.measures.forEach((measure) =>
              expect(['number', 'undefined']).toContain(typeof measure.of(edge))
            );
          }
        }
      }),
      { numRuns: 1_000 }
    );
  });

  it('neither loses a number nor counts it twice, in the tree and in its aggregations', () => {
    const columns = ['bytes', 'toString', '__proto__'];
    fc.assert(
      fc.property(fc.array(fc.array(row, { maxLength: 20 }), { minLength: 1, maxLength: 3 }), (tables) => {
        const graph = graphOf(
          ...tables.map((rows) =>
            frame([
              text(
                'source',
                rows.map(({ source }) => source)
              ),
              text(
                'source_namespace',
                rows.map(({ group }) => group)
              ),
              text(
                'target',
                rows.map(({ target }) => target)
              ),
              ...columns.map((name, index) =>
                number(
                  name,
                  rows.map(({ numbers }) => numbers[index])
                )
              ),
            ])
          )
        );
        const rows = tables.flat();
        const read = rows.filter(({ source, target }) => source && target);
        expect(graph.skipped).toBe(rows.length - read.length);
        graph.measures.forEach(({ id, of }, index) => {
          const expected = read.reduce((sum, { numbers }) => sum + (numbers[index] || 0), 0);
          expect(sumOf(graph, id)).toBe(expected);
          expect(aggregate(graph, 1).edges.reduce((sum, edge) => sum + (of(edge) ?? 0), 0)).toBe(expected);
        });
      })
    );
  });
});
