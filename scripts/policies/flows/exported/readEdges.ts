import { displayable } from '../../../../src/core/displayable';
import { type Endpoint, type Flow } from '../../../../src/core/flow/flow';
import { measureLabels } from '../../../../src/core/graph/messages';
import { parseAddress } from '../../../../src/core/policy/addressRange';
import { type WorkloadKind } from '../../../../src/core/kubernetes/workload';
import { type FrameColumns } from '../../../../src/frames/flowFrameTable';
import { Failure } from '../../../failure';
import { aggregatedEnds } from './messages';

/** The CSV of the flow graph: one row per edge. Ends outside the cluster have names, and seldom addresses. */

const END_COLUMNS = ['Source', 'Source namespace', 'Source kind', 'Target', 'Target namespace', 'Target kind', 'Ports'];

const BYTES_COLUMN = `${measureLabels.bytes} (bytes)`;

/** Kinds of nodes that contain several workloads or ends. */
const GROUPS = ['cluster', 'namespace', 'zone', 'node', 'group', 'foreign'];

const WORKLOADS: readonly WorkloadKind[] = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'Pod',
  'Node',
  'ReplicaSet',
  'Custom',
  'DaemonSet or Job',
];

/** Whether a table has the columns of edges. */
export function isEdgeTable(names: readonly string[]): boolean {
  return END_COLUMNS.every((name) => names.includes(name));
}

/**
 * The edges as flows. The bytes of an edge with several ports are divided evenly between these, because the file has only their
 * sum. Throws a `Failure` for edges of groups.
 */
export function edgesOfColumns({ length, fields }: FrameColumns, file: string): Flow[] {
  const columns = new Map(fields.map(({ name, values }) => [name, values]));
  const rows = Array.from(
    { length },
    (_, row) => (name: string) => displayable(String(columns.get(name)?.[row] ?? ''))
  );
  return rows.flatMap((cell) => {
    const ends = { client: endOf('Source', cell, file), server: endOf('Target', cell, file) };
    const ports = cell('Ports').split(' ').filter(Boolean).map(Number);
    const bytes = cell(BYTES_COLUMN);
    const share = bytes === '' ? {} : { byClient: Number(bytes) / Math.max(ports.length, 1) };
    const flow = { ...ends, category: '', metrics: metricsOf(share), path: [] };
    return ports.length === 0 ? [flow] : ports.map((port) => ({ ...flow, port }));
  });
}

function metricsOf(bytes: Flow['metrics']['bytes']): Flow['metrics'] {
  return { bytes, retransmissions: {}, timeouts: {}, roundTripTimeMicroseconds: {} };
}

function endOf(end: 'Source' | 'Target', cell: (column: string) => string, file: string): Endpoint {
  const [label, namespace, kind] = [cell(end), cell(`${end} namespace`), cell(`${end} kind`)];
  if (GROUPS.includes(kind)) {
    throw new Failure(aggregatedEnds(file, kind, label));
  }
  const workload = WORKLOADS.find((each) => each === kind);
  if (workload !== undefined) {
    return { namespace, pod: label, workload: { kind: workload, name: label, confidence: 'exact' } };
  }
  if (kind === 'pod') {
    return { namespace, pod: label };
  }
  return parseAddress(label) === undefined ? {} : { ip: label };
}
