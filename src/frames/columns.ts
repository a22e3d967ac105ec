import { FieldType } from '@grafana/data';
import { type Endpoint, type ExternalParty, type Flow, type FlowMetrics, type Reported } from '../core/flow/flow';
import { type Workload } from '../core/workload/workload';
import { decodePath, encodePath } from './path';

/** One column of the flows frame: how to read it from a flow and how to write it back. */
export interface Column {
  name: string;
  displayName: string;
  type: FieldType.string | FieldType.number;
  unit?: string;
  description?: string;
  /** Without these columns a frame is no flows frame. */
  isIdentity?: boolean;
  read(flow: Flow): string | number | undefined;
  write(flow: Flow, value: string | number): void;
}

type End = 'client' | 'server';
type TextMember = 'namespace' | 'pod' | 'service' | 'ip' | 'instanceId' | 'subnetId' | 'vpcId' | 'region' | 'zoneId';

const ENDS: ReadonlyArray<[End, string]> = [
  ['client', 'Client'],
  ['server', 'Server'],
];

const TEXT_MEMBERS: ReadonlyArray<[TextMember, string]> = [
  ['namespace', 'namespace'],
  ['pod', 'pod'],
  ['service', 'service'],
  ['ip', 'address'],
  ['zoneId', 'zone'],
  ['instanceId', 'instance'],
  ['subnetId', 'subnet'],
  ['vpcId', 'VPC'],
  ['region', 'Region'],
];

const METRICS: ReadonlyArray<[keyof FlowMetrics, string, string | undefined, string]> = [
  [
    'bytes',
    'Bytes',
    'bytes',
    'Acknowledged TCP payload of both directions. Both ends count the same bytes: do not add.',
  ],
  ['retransmissions', 'Retransmissions', undefined, 'Segments that this end had to send again.'],
  ['timeouts', 'Retransmission timeouts', undefined, 'Timeouts after which this end sent again.'],
  ['roundTripTimeMicroseconds', 'Round-trip time', 'µs', 'As this end measured it.'],
];

const REPORTERS: ReadonlyArray<[keyof Reported, string, string]> = [
  ['byClient', 'ByClient', 'by client'],
  ['byServer', 'ByServer', 'by server'],
];

/** Every column, in the order of the frame. The order is part of the contract. */
export const COLUMNS: readonly Column[] = [
  ...ENDS.flatMap(([end, title]) => [
    ...textColumns(end, title),
    ...workloadColumns(end, title),
    ...externalColumns(end, title),
  ]),
  {
    name: 'port',
    displayName: 'Port',
    type: FieldType.number,
    description: 'The server’s port; empty where only the server reported.',
    read: (flow) => flow.port,
    write: (flow, value) => (flow.port = Number(value)),
  },
  {
    name: 'category',
    displayName: 'Category',
    type: FieldType.string,
    isIdentity: true,
    read: (flow) => flow.category,
    write: (flow, value) => (flow.category = String(value)),
  },
  ...METRICS.flatMap(metricColumns),
  {
    name: 'path',
    displayName: 'Network path',
    type: FieldType.string,
    read: (flow) => encodePath(flow.path),
    write: (flow, value) => (flow.path = decodePath(String(value))),
  },
];

function textColumns(end: End, title: string): Column[] {
  return TEXT_MEMBERS.map(([member, label]) => ({
    name: `${end}${capitalise(member)}`,
    displayName: `${title} ${label}`,
    type: FieldType.string,
    isIdentity: member === 'pod' || member === 'ip',
    read: (flow) => flow[end][member],
    write: (flow, value) => (flow[end][member] = String(value)),
  }));
}

function workloadColumns(end: End, title: string): Column[] {
  const column = (member: keyof Workload, label: string): Column => ({
    name: `${end}Workload${member === 'name' ? '' : capitalise(member)}`,
    displayName: `${title} ${label}`,
    type: FieldType.string,
    read: (flow) => flow[end].workload?.[member],
    write: (flow, value) => {
      // Written only by frames that were read from workloads, so the text is one of the union's members.
      flow[end].workload = { ...emptyWorkload(flow[end]), [member]: String(value) };
    },
  });
  return [column('name', 'workload'), column('kind', 'workload kind'), column('confidence', 'workload confidence')];
}

function externalColumns(end: End, title: string): Column[] {
  const column = (member: keyof ExternalParty, label: string): Column => ({
    name: `${end}External${capitalise(member)}`,
    displayName: `${title} ${label}`,
    type: FieldType.string,
    read: (flow) => flow[end].external?.[member],
    write: (flow, value) => {
      const { external } = flow[end];
      flow[end].external = { ...(external ?? { kind: 'unknown', name: '' }), [member]: String(value) };
    },
  });
  return [column('name', 'outside name'), column('kind', 'outside kind')];
}

function metricColumns([metric, title, unit, description]: (typeof METRICS)[number]): Column[] {
  return REPORTERS.map(([reporter, suffix, label]) => ({
    name: `${metric}${suffix}`,
    displayName: `${title} ${label}`,
    type: FieldType.number,
    unit,
    description,
    read: (flow) => flow.metrics[metric][reporter],
    write: (flow, value) => (flow.metrics[metric][reporter] = Number(value)),
  }));
}

function emptyWorkload(endpoint: Endpoint): Workload {
  return endpoint.workload ?? { kind: 'Pod', name: '', confidence: 'possible' };
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
