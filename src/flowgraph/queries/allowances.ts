import { type DataFrame, FieldType } from '@grafana/data';
import { map, type Observable } from 'rxjs';
import { ALLOWANCES } from '../../core/prometheus/agent/allowances';
import { type SavedQuery } from '../../core/query/savedQuery';
import { type PanelSource } from './panelSource';
import { queryPanelSource } from './queryPanelSource';

/** An allowance that a node exceeded in the dashboard's time range. */
export interface Exceeded {
  title: string;
  /** Packets queued or dropped. */
  packets: number;
}

/** Fewer are rounding errors. */
const MIN_PACKETS = 0.5;

/**
 * Queries the exceeded allowances of nodes, by node name. Nodes that are not in the result exceeded none, or have no
 * agent.
 */
export function exceededAllowances(
  source: PanelSource,
  nodes: readonly string[]
): Observable<ReadonlyMap<string, Exceeded[]>> {
  const filters = [{ label: 'node', operator: '=~' as const, value: nodes.map(literal).join('|') }];
  const queries = Object.fromEntries(
    ALLOWANCES.map(({ name }): [string, SavedQuery] => [
      name,
      {
        version: source.target.version,
        queryType: 'metric',
        metric: name,
        groupBy: 'node',
        calculation: 'total',
        filters,
      },
    ])
  );
  return queryPanelSource(source, queries, 'allowances').pipe(map(byNode));
}

function byNode(answers: ReadonlyMap<string, DataFrame[]>): ReadonlyMap<string, Exceeded[]> {
  const exceeded = new Map<string, Exceeded[]>();
  for (const { name, title } of ALLOWANCES) {
    for (const [node, packets] of (answers.get(name) ?? []).flatMap(rowsOf)) {
      if (packets >= MIN_PACKETS) {
        exceeded.set(node, [...(exceeded.get(node) ?? []), { title, packets }]);
      }
    }
  }
  return exceeded;
}

function rowsOf({ fields, length }: DataFrame): Array<[node: string, packets: number]> {
  const nodes = fields.find(({ name }) => name === 'node');
  const values = fields.find(({ type }) => type === FieldType.number);
  return nodes && values
    ? Array.from({ length }, (_, row) => [String(nodes.values[row]), Number(values.values[row])])
    : [];
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
