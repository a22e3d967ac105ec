import {
  applyFieldOverrides,
  applyRawFieldOverrides,
  createTheme,
  type CSVConfig,
  type DataFrame,
  dataFrameToJSON,
  FieldConfigOptionsRegistry,
  toCSV,
} from '@grafana/data';
import { type Endpoint, type Flow } from '../../../../src/core/flow/flow';
import { flowMeasures } from '../../../../src/core/graph/measure';
import { treeOfFlows } from '../../../../src/core/graph/tree';
import { LIST_PRICES } from '../../../../src/core/transfer/charges';
import { edgesCsv } from '../../../../src/flowgraph/model/edgesCsv';
import { graphOfView, initialView } from '../../../../src/flowgraph/model/viewState';
import { flowsToFrame } from '../../../../src/frames/flowsFrame';
import { aFlow, aPod } from '../../../../src/testing/flows';
import { HOSTILE_STRINGS } from '../../../../src/testing/hostileStrings';
import { displayable } from '../../../../src/core/displayable';
import { readExport } from './readExport';

const WINDOW = { startMs: Date.UTC(2026, 10, 21, 10), endMs: Date.UTC(2026, 10, 21, 11) };
const ui = aPod('shop/ui-84c96ffcc5-x2k4z', { ip: '10.0.1.1', instanceId: 'i-1', zoneId: 'use1-az1' });
const carts = aPod('shop/carts-975668fb8-bcd5f', { ip: '10.0.1.2', service: 'carts', node: 'node-1' });
const bank: Endpoint = { ip: '203.0.113.9', external: { kind: 'internet', name: 'A, "B"; C\nD', asNumber: 64500 } };

const FLOWS: Flow[] = [
  aFlow(ui, carts, { bytes: 1_500_000_000.5, retransmissions: 3, timeouts: 0, port: 8080, category: 'INTER_AZ' }),
  aFlow(ui, bank, { roundTripTimeMicroseconds: 250.5, port: 443, category: 'INTERNET' }),
  aFlow(bank, carts, { bytes: 7 }),
];

/** The frame as Grafana's panel inspector downloads it. */
function inspected(frame: DataFrame, { isFormatted = false, ...config }: CSVConfig & { isFormatted?: boolean } = {}) {
  const ready = applyFieldOverrides({
    data: [frame],
    fieldConfig: { defaults: {}, overrides: [] },
    fieldConfigRegistry: new FieldConfigOptionsRegistry(),
    replaceVariables: (text) => text,
    theme: createTheme(),
  });
  return `\uFEFF${toCSV(isFormatted ? ready : applyRawFieldOverrides(ready), config)}`;
}

const frameOf = (flows: readonly Flow[], coveredShare?: number) => flowsToFrame(flows, WINDOW, { coveredShare });
const without = (frame: DataFrame, ...names: string[]) => ({
  ...frame,
  fields: frame.fields.filter(({ name }) => !names.includes(name)),
});
const flowsIn = (text: string) => readExport(text, 'flows').tables.flatMap(({ flows }) => flows);
/** What exporting removes: line breaks in names. */
const expected = FLOWS.map((flow) => JSON.parse(JSON.stringify(flow).replaceAll('\\n', ' ')));

describe("the CSV of Grafana's panel inspector", () => {
  it.each<[string, CSVConfig]>([
    ['commas', { delimiter: ',' }],
    ['semicolons, as in a browser with decimal commas', { delimiter: ';' }],
    ['the line for Excel', { delimiter: ',', useExcelHeader: true }],
  ])('has the flows with %s', (_, config) => {
    expect(flowsIn(inspected(frameOf(FLOWS), config))).toEqual(expected);
  });

  it('has the flows if its columns are in another order, and those are missing that only describe flows', () => {
    const some = without(frameOf(FLOWS), 'clientZoneId', 'path', 'clientExternalAsNumber', 'serverExternalAsNumber');
    const [first] = flowsIn(inspected({ ...some, fields: [...some.fields].reverse() }));
    expect(first).toMatchObject({ client: { pod: ui.pod }, server: { service: 'carts' }, port: 8080 });
  });

  it('has no time range', () => {
    expect(readExport(inspected(frameOf(FLOWS)), 'flows').tables).toMatchObject([{ warnings: [] }]);
    expect(readExport(inspected(frameOf(FLOWS)), 'flows').tables[0]).not.toHaveProperty('window');
  });

  it.each<[string, () => string, string]>([
    [
      'the columns that are missing',
      () => inspected(without(frameOf(FLOWS), 'serverService', 'bytesByClient')),
      'The file flows lacks the columns "Server service", "Bytes by client", which policies need.',
    ],
    [
      'the column with formatted values',
      () => inspected(frameOf(FLOWS), { isFormatted: true }),
      'The column "Bytes by client" of the file flows has "1.50 GB", which is not a number. The values are formatted.',
    ],
    ['a row of another length', () => `${inspected(frameOf(FLOWS))}\r\n"a`, 'The file flows is not valid CSV: '],
  ])('is refused with %s', (_, text, message) => {
    expect(() => readExport(text(), 'flows')).toThrow(message);
  });

  it('keeps names that are hostile harmless', () => {
    const names = Object.values(HOSTILE_STRINGS)
      .map((name) => displayable(name))
      .filter((name) => name !== '');
    const flows = names.map((name) => aFlow(ui, { ip: '192.0.2.1', external: { kind: 'internet', name } }, {}));
    expect(flowsIn(inspected(frameOf(flows))).map(({ server }) => server.external?.name)).toEqual(names);
  });
});

describe("the JSON of Grafana's panel inspector", () => {
  const notices = [
    { severity: 'warning', text: 'Some are missing.' },
    { severity: 'info', text: 'An hour.' },
  ];
  const noted = () => {
    const frame = frameOf(FLOWS, 0.94);
    return { ...frame, meta: { ...frame.meta, notices } } as DataFrame;
  };
  const table = { flows: expected, window: WINDOW, coveredShare: 0.94, warnings: ['Some are missing.'] };

  it('has the flows, their time range, and what is missing, as frames of the query', () => {
    const annotations = { schema: { fields: [{ name: 'text', type: 'string' }] }, data: { values: [['deploy']] } };
    const text = JSON.stringify([dataFrameToJSON(noted()), annotations]);
    expect(readExport(text, 'flows').tables).toEqual([table]);
  });

  it('has the same as data of the panel', () => {
    const timeRange = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z', raw: {} };
    const text = JSON.stringify({ state: 'Done', timeRange, series: [noted()] });
    expect(readExport(text, 'flows').tables).toEqual([table]);
  });

  it('has the time range of the panel if the frame lost its own', () => {
    const { meta: _, ...frame } = frameOf(FLOWS);
    const timeRange = { from: new Date(WINDOW.startMs), to: new Date(WINDOW.endMs) };
    const text = JSON.stringify({ timeRange, series: [frame] });
    expect(readExport(text, 'flows').tables).toEqual([{ flows: expected, window: WINDOW, warnings: [] }]);
  });

  it.each([
    ['{"a":1}', 'does not contain flows in a form that is known'],
    ['[', 'is not valid JSON: '],
    [JSON.stringify([dataFrameToJSON(without(frameOf(FLOWS), 'port'))]), 'lacks the columns "Port"'],
    [
      '{"schema":{"fields":[{"name":"text"}]},"data":{"values":[["deploy"]]}}',
      'lacks the columns "Client namespace", "Client pod"',
    ],
  ])('is refused with what is wrong: %s', (text, message) => {
    expect(() => readExport(text, 'flows')).toThrow(message);
  });
});

describe('the CSV of the flow graph', () => {
  const exported = (level: 'namespace' | 'workload' | 'pod', flows = FLOWS) => {
    const view = initialView('namespace', level);
    return edgesCsv(
      graphOfView(treeOfFlows(flows, 'namespace'), view, Infinity),
      flowMeasures({ prices: LIST_PRICES })
    );
  };

  it('has flows between workloads, with the bytes divided between the ports', () => {
    const flows = [...FLOWS, aFlow(ui, carts, { bytes: 1_499_999_999.5, port: 80 })];
    expect(readExport(exported('workload', flows), 'flows')).toMatchObject({
      lacksAddresses: true,
      tables: [
        {
          flows: [
            { client: { namespace: 'shop', workload: { kind: 'Deployment', name: 'ui' } }, port: 80 },
            { server: { namespace: 'shop', workload: { kind: 'Deployment', name: 'carts' } }, port: 8080 },
            { client: {}, server: { workload: { name: 'carts' } }, metrics: { bytes: { byClient: 7 } } },
            { client: { workload: { name: 'ui' } }, server: {}, port: 443 },
          ],
        },
      ],
    });
    expect(flowsIn(exported('workload', flows))[0]?.metrics.bytes).toEqual({ byClient: 1_500_000_000 });
  });

  it('has flows between pods', () => {
    expect(flowsIn(exported('pod'))[0]).toMatchObject({
      client: { namespace: 'shop', pod: ui.pod },
      server: { namespace: 'shop', pod: carts.pod },
    });
  });

  it('has the addresses of ends that have no other name', () => {
    const flows = flowsIn(exported('workload', [aFlow(ui, { ip: '10.9.0.7' }, { bytes: 1, port: 22 })]));
    expect(flows).toMatchObject([{ server: { ip: '10.9.0.7' }, port: 22 }]);
  });

  it('is refused if its edges are between groups', () => {
    expect(() => readExport(exported('namespace'), 'flows')).toThrow(
      'The file flows has edges of groups: "shop" is of the kind namespace.'
    );
  });
});

describe('what the AWS CLI prints', () => {
  const row = {
    localIp: '10.0.1.1',
    remoteIp: '10.0.1.2',
    targetPort: 8080,
    value: 5,
    kubernetesMetadata: { localPodName: 'ui-1', localPodNamespace: 'shop' },
  };
  const report = { local: { ip: '10.0.1.1', pod: 'ui-1', namespace: 'shop' }, targetPort: 8080 };

  it.each([
    ['joined pages, which have no unit', { topContributors: [row] }, 'DATA_TRANSFERRED', 5],
    ['a page with its unit', { unit: 'Kilobytes', topContributors: [row] }, 'DATA_TRANSFERRED', 5_000],
    ['retransmissions', { unit: 'Count', topContributors: [row] }, 'RETRANSMISSIONS', 5],
    ['a list of pages', [{ topContributors: [row] }], 'DATA_TRANSFERRED', 5],
  ])('has reports in %s', (_, printed, metric, value) => {
    expect(readExport(JSON.stringify(printed), 'rows')).toMatchObject({
      tables: [],
      isTruncated: false,
      reports: [{ ...report, metric, value }],
    });
  });

  it('is truncated if it has as many rows as the API returns', () => {
    const rows = { topContributors: Array<typeof row>(500).fill(row) };
    expect(readExport(JSON.stringify(rows), 'rows').isTruncated).toBe(true);
  });

  it.each([
    [{ topContributors: [{ localSubnetId: 'subnet-1', remoteIdentifier: '', value: 1 }] }, /rows of workload insights/],
    [{ unit: 'Microseconds', topContributors: [row] }, /in Microseconds\. Policies need bytes/],
  ])('is refused if policies cannot use it: %j', (printed, message) => {
    expect(() => readExport(JSON.stringify(printed), 'rows')).toThrow(message);
  });
});
