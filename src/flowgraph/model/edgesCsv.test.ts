import fc from 'fast-check';
import { displayable, MAX_NAME_LENGTH, UNNAMED } from '../../core/displayable';
import { aFlow, aPod } from '../../testing/flows';
import { type Endpoint, type Flow } from '../../core/flow/flow';
import { edgesCsv } from './edgesCsv';
import { graphOfView, initialView } from './viewState';
import { LIST_PRICES } from '../../core/transfer/charges';
import { flowMeasures, type Measure } from '../../core/graph/measure';
import { treeOfFlows } from '../../core/graph/tree';
import { measureLabels } from '../../core/graph/messages';

const ui = aPod('retail-store/ui-84c96ffcc5-x2k4z', { zoneId: 'use1-az1' });
const carts = aPod('retail-store/carts-975668fb8-bcd5f', { zoneId: 'use1-az2' });
const s3: Endpoint = { external: { kind: 's3', name: 'Amazon S3' } };

const MEASURES = flowMeasures({ prices: LIST_PRICES });

function csvOf(flows: readonly Flow[], measures: readonly Measure[] = MEASURES, before?: readonly Flow[]): string {
  const tree = treeOfFlows(flows, 'namespace', before);
  return edgesCsv(graphOfView(tree, initialView('namespace', 'workload'), Infinity), measures);
}

/** Parses CSV by the grammar of RFC 4180. */
function readCsv(text: string): string[][] {
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/y;
  const rows: string[][] = [[]];
  while (cell.lastIndex < text.length) {
    const [, written = '', end] = cell.exec(text) ?? [];
    if (end === undefined) {
      throw new Error(`No CSV: ${text}`);
    }
    rows[rows.length - 1]?.push(written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written);
    if (end === '\r\n') {
      rows.push([]);
    }
  }
  return rows.slice(0, -1);
}

function recordsOf(text: string): Array<Record<string, string>> {
  const [header = [], ...rows] = readCsv(text);
  return rows.map((row) => Object.fromEntries(row.map((cell, index) => [header[index] ?? '', cell])));
}

describe('edgesCsv', () => {
  it('contains the ends and the unformatted values of each edge', () => {
    const csv = csvOf([
      aFlow(ui, carts, { bytes: 1_500_000_000, retransmissions: 3, timeouts: 0, port: 8080 }),
      aFlow(ui, carts, { roundTripTimeMicroseconds: 250.5, port: 80 }),
      aFlow(carts, s3, { bytes: 7 }),
    ]);
    expect(recordsOf(csv)).toEqual([
      {
        Source: 'ui',
        'Source namespace': 'retail-store',
        'Source kind': 'Deployment',
        Target: 'carts',
        'Target namespace': 'retail-store',
        'Target kind': 'Deployment',
        Ports: '80 8080',
        'Data transferred (bytes)': '1500000000',
        [measureLabels.lossesPerGb]: '2',
        Retransmissions: '3',
        [measureLabels.timeouts]: '0',
        'Round-trip time (microseconds)': '250.5',
        [`${measureLabels.crossZoneBytes} (bytes)`]: '1500000000',
        [`${measureLabels.crossZoneShare} (0 to 1)`]: '1',
        Flows: '2',
        [`${measureLabels.cost} (US dollars)`]: '0.03',
      },
      expect.objectContaining({ Source: 'carts', Target: 'Amazon S3', 'Target namespace': '', 'Target kind': 's3' }),
    ]);
  });

  it('leaves values empty that were not reported', () => {
    const [row] = recordsOf(csvOf([aFlow(ui, carts, { retransmissions: 1 })]));
    expect(row).toMatchObject({ [`${measureLabels.bytes} (bytes)`]: '', [measureLabels.timeouts]: '', Ports: '' });
  });

  it('contains the values of the compared window, if any', () => {
    const csv = csvOf([aFlow(ui, carts, { bytes: 5 }), aFlow(carts, ui, { bytes: 4 })], MEASURES, [
      aFlow(ui, carts, { bytes: 3 }),
    ]);
    const before = recordsOf(csv).map((row) => row['Data transferred before (bytes)']);
    expect(before).toEqual(['3', '']);
    expect(csvOf([aFlow(ui, carts, { bytes: 5 })])).not.toContain('before');
  });

  it('has the same number of columns in every row for any names', () => {
    const name = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n",;\'A ') }));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name, name), { minLength: 1 }), (names) => {
        const flows = names.map(([namespace, client, server]) =>
          aFlow({ namespace, pod: client }, { external: { kind: 's3', name: server } }, { bytes: 1 })
        );
        const measures: Measure[] = names.map(([label]) => ({ id: label, label, unit: '', of: () => -1, limits: [] }));
        const [header = [], ...rows] = readCsv(csvOf(flows, measures));
        const written = [...header, ...rows.flatMap((row) => row.slice(0, 7))];
        expect(rows.filter(({ length }) => length !== header.length)).toEqual([]);
        expect(written.filter((cell) => /^[=+\-@\t\r\n]/.test(cell))).toEqual([]);
        const labels = rows.map((row) => (row[3] ?? '').replace(/^'/, ''));
        const shown = names.map(([, , server]) => displayable(server, MAX_NAME_LENGTH) || UNNAMED);
        expect(labels.every((label) => shown.some((server) => server === label || server === `'${label}`))).toBe(true);
      })
    );
  });

  it.each(['=HYPERLINK("http://evil")', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1'])(
    'makes spreadsheets read %j as text',
    (name) => {
      const [row] = recordsOf(csvOf([aFlow(ui, { external: { kind: 's3', name } }, { bytes: 1 })]));
      expect(row?.Target).toBe(`'${name.trim()}`);
    }
  );
});
