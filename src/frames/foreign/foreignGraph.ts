import { type DataFrame, type Field } from '@grafana/data';
import { displayable, MAX_NAME_LENGTH } from '../../core/displayable';
import { canonicalAddress } from '../../core/flow/canonicalAddress';
import { addOther, type EdgeMetrics, noMetrics } from '../../core/graph/edgeMetrics';
import { type Measure } from '../../core/graph/measure';
import { CLUSTER, type NodeIdentity } from '../../core/graph/pathOf';
import { type GraphTree } from '../../core/graph/tree';
import { type TreeNode } from '../../core/graph/treeTopology';
import { TreeDraft } from '../../core/graph/treeDraft';
import {
  type ConnectionTable,
  connectionTableOf,
  type EndColumns,
  endNames,
  type FactColumn,
  type NumberColumn,
  scalarAt,
  textAt,
} from './flatTableReader';
import {
  columnsFound,
  endsAreApart,
  endsAreLabels,
  EXPECTED_CONNECTIONS,
  NO_COLUMNS_FOUND,
  NO_SOURCE_COLUMN,
  NO_TARGET_COLUMN,
  NODES_WITHOUT_EDGES,
} from '../messages';
import { type NodeTable, nodeTableOf } from './nodeGraphReader';
import { RatesOverTime } from './ratesOverTime';
import { limitsIn } from '../thresholds';

/** The value of a column for a node or an edge, as plain text, never HTML. */
export type Fact = [name: string, value: string];

/** A graph of data other than flows. */
export interface ForeignGraph {
  /** Nodes (`node:…`) at the top level or in a group (`box:…`); the finest links are pairs of nodes. */
  tree: GraphTree;
  /** One for each column of numbers, or the count of rows if there is none. */
  measures: Measure[];
  /** By the ID of the node in the tree. */
  nodeFacts: ReadonlyMap<string, readonly Fact[]>;
  /** By the IDs of both nodes in the tree: `node:a>node:b`. */
  edgeFacts: ReadonlyMap<string, readonly Fact[]>;
  /** The number of rows without a node or without both ends. */
  skipped: number;
}

export type ForeignAnswer = { kind: 'graph'; graph: ForeignGraph } | { kind: 'unreadable'; text: string };

const ROWS: Measure = { id: 'rows', label: 'Rows', unit: 'short', of: ({ flowCount }) => flowCount, limits: [] };

/** A pair with many rows can have many different texts. */
const MAX_TEXTS_OF_FACT = 5;
const MAX_NAMES_LISTED = 8;

/**
 * Reads a graph from any frames with a row per connection: the nodes and edges of Grafana's node graph,
 * its edges alone, or tables with a source and a target under any of their common names.
 *
 * All these frames form one graph. The rows of a pair are combined into one number, and so are columns with the same
 * name: amounts are summed, rates over time are averaged, and levels are averaged or their largest or smallest value
 * is taken, see {@link NumberKind}. A number that is missing or not finite is ignored. An end that no frame describes
 * is a node with that name. Colors, icons and positions in the frames are ignored. Never throws: frames that cannot be
 * read return `unreadable` with a message for the user.
 */
export function readForeignGraph(frames: readonly DataFrame[]): ForeignAnswer {
  const connections: ConnectionTable[] = [];
  const nodes: NodeTable[] = [];
  for (const frame of frames) {
    const connectionTable = connectionTableOf(frame);
    const nodeTable = connectionTable ? undefined : nodeTableOf(frame);
    connections.push(...(connectionTable ? [connectionTable] : []));
    nodes.push(...(nodeTable ? [nodeTable] : []));
  }
  if (connections.length === 0) {
    return { kind: 'unreadable', text: whyUnreadable(frames, nodes.length > 0) };
  }
  const draft = new ForeignDraft();
  // Nodes first, because they contain the group of each end of an edge.
  nodes.forEach((table) => draft.addNodes(table));
  connections.forEach((table) => draft.addConnections(table));
  return { kind: 'graph', graph: { ...draft.finish(), measures: measuresOf(connections) } };
}

/** The names of a node in a row. */
interface NodeNames {
  id: string;
  title?: string;
  group?: string;
}

class ForeignDraft {
  private readonly tree = new TreeDraft('namespace');
  /** By the index of the pair in the tree. */
  private readonly metrics: EdgeMetrics[] = [];
  private readonly described = new Map<string, TreeNode>();
  private readonly nodeFacts = new FactsDraft();
  private readonly edgeFacts = new FactsDraft();
  private skipped = 0;

  addNodes(table: NodeTable): void {
    for (let row = 0; row < table.length; row++) {
      const names = namesAt(table, row);
      if (names) {
        const leaf = this.described.get(names.id) ?? this.tree.leafAt(pathOf(`node:${names.id}`, names));
        this.described.set(names.id, leaf);
        this.nodeFacts.note(leaf.node.id, table.facts, row);
      } else {
        this.skipped += 1;
      }
    }
  }

  addConnections(table: ConnectionTable): void {
    const rates = new RatesOverTime(table.time);
    for (let row = 0; row < table.length; row++) {
      const source = namesAt(table.source, row);
      const target = namesAt(table.target, row);
      if (source && target) {
        const metrics = this.addConnection(this.endOf(source), this.endOf(target), table, row);
        addNumbers(metrics, table.numbers, rates, row);
      } else {
        this.skipped += 1;
      }
    }
    rates.finish();
  }

  finish(): Omit<ForeignGraph, 'measures'> {
    const topology = this.tree.finish();
    const { grouping, nodes, pairs } = topology;
    const links = pairs.map((pair, index) => ({ ...pair, metrics: this.metrics[index] ?? noMetrics() }));
    return {
      tree: { grouping, nodes, topology, links },
      nodeFacts: this.nodeFacts.finish(),
      edgeFacts: this.edgeFacts.finish(),
      skipped: this.skipped,
    };
  }

  private addConnection(source: TreeNode, target: TreeNode, { facts }: ConnectionTable, row: number): EdgeMetrics {
    const metrics = (this.metrics[this.tree.pair(source, target)] ??= noMetrics());
    metrics.flowCount += 1;
    // The ID of the edge in the aggregated graph.
    this.edgeFacts.note(`${source.node.id}>${target.node.id}`, facts, row);
    return metrics;
  }

  /** Nodes with the same name in two groups are two nodes, unless a nodes frame has the name as an ID. */
  private endOf(names: NodeNames): TreeNode {
    const { id, group } = names;
    const treeId = `node:${group === undefined ? id : JSON.stringify([group, id])}`;
    return this.described.get(id) ?? this.tree.leafAt(pathOf(treeId, names));
  }
}

/** Collects texts by node or edge, and joins different texts with the same name. */
class FactsDraft {
  private readonly byOwner = new Map<string, Map<string, Set<string>>>();

  note(owner: string, columns: readonly FactColumn[], row: number): void {
    for (const { name, textAt: factAt } of columns) {
      const text = factAt(row);
      if (text !== undefined) {
        const facts = getOrAdd(this.byOwner, owner, () => new Map<string, Set<string>>());
        getOrAdd(facts, displayable(name), () => new Set<string>()).add(displayable(text));
      }
    }
  }

  finish(): Map<string, Fact[]> {
    const listed = (facts: Map<string, Set<string>>) =>
      [...facts].map(([name, texts]): Fact => [name, listOf([...texts], MAX_TEXTS_OF_FACT)]);
    return new Map([...this.byOwner].map(([owner, facts]) => [owner, listed(facts)]));
  }
}

function namesAt({ id, address, title, mapped, group }: EndColumns, row: number): NodeNames | undefined {
  const name = textAt(id, row) ?? textAt(address, row);
  return name === undefined
    ? undefined
    : {
        id: canonicalAddress(name),
        title: textAt(title, row) ?? mapped?.textAt(row),
        group: textAt(group, row),
      };
}

function pathOf(treeId: string, { id, title, group }: NodeNames): NodeIdentity[] {
  const box = group === undefined ? [] : [identity(`box:${group}`, group, 'group')];
  return [CLUSTER, ...box, identity(treeId, title ?? id, 'foreign')];
}

function identity(id: string, label: string, kind: 'group' | 'foreign'): NodeIdentity {
  return { id, label, kind, isExternal: false };
}

function addNumbers(metrics: EdgeMetrics, numbers: readonly NumberColumn[], rates: RatesOverTime, row: number): void {
  for (const { id, kind, field } of numbers) {
    const value = scalarAt(field, row);
    if (typeof value !== 'number') {
      continue;
    }
    if (kind === 'rate') {
      rates.add(metrics, id, value, row);
    } else {
      addOther(metrics, id, value, kind === 'count' ? undefined : { how: kind, rows: 1 });
    }
  }
}

function measuresOf(tables: readonly ConnectionTable[]): Measure[] {
  const byId = new Map<string, Measure>();
  for (const { id, label, field } of tables.flatMap(({ numbers }) => numbers)) {
    if (!byId.has(id)) {
      const unit = field.config.unit === undefined || field.config.unit === '' ? 'short' : field.config.unit;
      byId.set(id, {
        id,
        label: displayable(label, MAX_NAME_LENGTH),
        unit,
        of: ({ others }) => others?.[id],
        limits: limitsIn(field.config.thresholds).map(({ from }) => from),
      });
    }
  }
  return byId.size === 0 ? [ROWS] : [...byId.values()];
}

function whyUnreadable(frames: readonly DataFrame[], hasNodes: boolean): string {
  const fields = frames.flatMap((frame) => frame.fields);
  const names = [...new Set(fields.map(({ name }) => name))];
  const found = names.length === 0 ? NO_COLUMNS_FOUND : columnsFound(listOf(names, MAX_NAMES_LISTED));
  return [EXPECTED_CONNECTIONS, found, remedyFor(fields, hasNodes)].filter((text) => text !== '').join(' ');
}

function remedyFor(fields: readonly Field[], hasNodes: boolean): string {
  const { source, target } = endNames(fields.flatMap(({ labels }) => Object.keys(labels ?? {})));
  if (source !== undefined && target !== undefined) {
    return endsAreLabels(source, target);
  }
  const ends = endNames(fields.map(({ name }) => name));
  if (ends.source !== undefined && ends.target !== undefined) {
    return endsAreApart(ends.source, ends.target);
  }
  if (ends.source !== undefined || ends.target !== undefined) {
    return ends.source === undefined ? NO_SOURCE_COLUMN : NO_TARGET_COLUMN;
  }
  return hasNodes ? NODES_WITHOUT_EDGES : '';
}

function listOf(texts: readonly string[], most: number): string {
  const rest = texts.length - most;
  return rest > 0 ? `${texts.slice(0, most).join(', ')} and ${rest} more` : texts.join(', ');
}

function getOrAdd<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}
