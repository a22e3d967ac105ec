import { type FlowGraph, type GraphEdge, type GraphNode } from '../../core/graph/graph';
import { type Measure } from '../../core/graph/measure';
import { verdictText } from './verdictText';

type Cell = string | number | undefined;

interface Column {
  name: string;
  of: (edge: GraphEdge) => Cell;
}

const LINE_END = '\r\n';

/** The edges of a graph as CSV (RFC 4180). Numbers are unformatted; unknown values are empty. */
export function edgesCsv({ nodes, groups, edges }: FlowGraph, measures: readonly Measure[]): string {
  const nodeOf = new Map([...groups, ...nodes].map((node) => [node.id, node]));
  const columns = [
    ...endColumns('Source', ({ source }) => nodeOf.get(source)),
    ...endColumns('Target', ({ target }) => nodeOf.get(target)),
    ...(edges.some(({ verdicts }) => verdicts) ? [{ name: 'Verdict', of: verdictText }] : []),
    { name: 'Ports', of: ({ ports }: GraphEdge) => ports.join(' ') },
    ...measures.map((measure) => ({ name: nameOf(measure.label, measure), of: measure.of })),
    ...(edges.some(({ before }) => before) ? measures.map(columnBefore) : []),
  ];
  const rows: Cell[][] = [
    columns.map(({ name }) => name),
    ...edges.map((edge) => columns.map((column) => column.of(edge))),
  ];
  return rows.map((row) => row.map(written).join(',') + LINE_END).join('');
}

function endColumns(end: string, nodeOf: (edge: GraphEdge) => GraphNode | undefined): Column[] {
  return [
    { name: end, of: (edge) => nodeOf(edge)?.label },
    { name: `${end} namespace`, of: (edge) => nodeOf(edge)?.namespace },
    { name: `${end} kind`, of: (edge) => nodeOf(edge)?.kind },
  ];
}

function columnBefore(measure: Measure): Column {
  return {
    name: nameOf(`${measure.label} before`, measure),
    of: ({ before }) => before && measure.of(before),
  };
}

/** Names of Grafana's unit ids that are not words. Other units are named by their ids. */
const UNITS: Record<string, string> = {
  short: '',
  none: '',
  decbytes: 'bytes',
  percentunit: '0 to 1',
  µs: 'microseconds',
  currencyUSD: 'US dollars',
};

function nameOf(label: string, { unit }: Measure): string {
  const words = Object.hasOwn(UNITS, unit) ? UNITS[unit] : unit;
  return words ? `${label} (${words})` : label;
}

function written(cell: Cell): string {
  return typeof cell === 'string' ? quoted(harmless(cell)) : String(cell ?? '');
}

/** Adds an apostrophe before text that a spreadsheet would interpret as a formula, as OWASP recommends. */
function harmless(text: string): string {
  return /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
