import { type DataLink, FieldType } from '@grafana/data';
import { type Endpoint, type ExternalParty, type Flow, type FlowMetrics, type Reported } from '../core/flow/flow';
import { type Workload } from '../core/workload/workload';
import { type KnownPlaces, nodeLink, pathLinks, podLink, resourceLink } from './flowLinks';
import { decodePath, encodePath } from './path';

/** One column of the flows frame: how to read it from a flow and how to write it back. */
export interface Column {
  name: string;
  displayName: string;
  type: FieldType.string | FieldType.number;
  unit?: string;
  description?: string;
  /** Where else to read about what is in a cell. */
  linksFor?(places: KnownPlaces): DataLink[];
  /** Without these columns a frame is no flows frame. */
  isIdentity?: boolean;
  /** Of which end it tells; absent where it tells of the flow as a whole. */
  end?: End;
  /** Whether it is something that was measured: a refresh changes little else. */
  isMeasured?: boolean;
  read(flow: Flow): string | number | undefined;
  write(flow: Flow, value: string | number): void;
}

export type End = 'client' | 'server';
type TextMember =
  | 'namespace'
  | 'pod'
  | 'service'
  | 'ip'
  | 'node'
  | 'instanceId'
  | 'subnetId'
  | 'vpcId'
  | 'region'
  | 'zoneId'
  | 'zoneName';

const ENDS: ReadonlyArray<[End, string]> = [
  ['client', 'Client'],
  ['server', 'Server'],
];

/** What a reader looks for first. */
const MAIN_MEMBERS: ReadonlyArray<[TextMember, string]> = [
  ['namespace', 'namespace'],
  ['pod', 'pod'],
  ['zoneId', 'zone id'],
];

const DETAIL_MEMBERS: ReadonlyArray<[TextMember, string]> = [
  ['service', 'service'],
  ['ip', 'address'],
  ['node', 'node'],
  ['zoneName', 'zone'],
  ['instanceId', 'instance'],
  ['subnetId', 'subnet'],
  ['vpcId', 'VPC'],
  ['region', 'Region'],
];

const LINKS: Partial<Record<TextMember, (end: End, places: KnownPlaces) => DataLink>> = {
  pod: podLink,
  node: nodeLink,
  instanceId: (end, places) => resourceLink('instance', end, places),
  subnetId: (end, places) => resourceLink('subnet', end, places),
  vpcId: (end, places) => resourceLink('vpc', end, places),
};

const METRICS: ReadonlyArray<[keyof FlowMetrics, string, string | undefined, string]> = [
  [
    'bytes',
    'Bytes',
    'decbytes',
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

const PORT: Column = {
  name: 'port',
  displayName: 'Port',
  type: FieldType.number,
  description: 'The server’s port; empty where only the server reported.',
  read: (flow) => flow.port,
  write: (flow, value) => (flow.port = Number(value)),
};

const CATEGORY: Column = {
  name: 'category',
  displayName: 'Category',
  type: FieldType.string,
  isIdentity: true,
  read: (flow) => flow.category,
  write: (flow, value) => (flow.category = String(value)),
};

const PATH: Column = {
  name: 'path',
  displayName: 'Network path',
  type: FieldType.string,
  linksFor: pathLinks,
  read: (flow) => encodePath(flow.path),
  write: (flow, value) => (flow.path = decodePath(String(value))),
};

/** Every column, in the order of the frame: first what a table should show, then the details. */
export const COLUMNS: readonly Column[] = [
  ...ENDS.flatMap(([end, title]) => [
    workloadColumn(end, 'name', `${title} workload`),
    externalColumn(end, 'name', `${title} outside the cluster`),
    ...textColumns(end, title, MAIN_MEMBERS),
  ]),
  PORT,
  CATEGORY,
  ...METRICS.flatMap(metricColumns),
  ...ENDS.flatMap(([end, title]) => [
    workloadColumn(end, 'kind', `${title} workload kind`),
    workloadColumn(end, 'confidence', `${title} workload confidence`),
    externalColumn(end, 'kind', `${title} kind outside the cluster`),
    externalColumn(end, 'country', `${title} country`),
    externalColumn(end, 'place', `${title} place`),
    autonomousSystemColumn(end, `${title} autonomous system`),
    ...textColumns(end, title, DETAIL_MEMBERS),
  ]),
  PATH,
];

function textColumns(end: End, title: string, members: ReadonlyArray<[TextMember, string]>): Column[] {
  return members.map(([member, label]) => ({
    name: `${end}${capitalise(member)}`,
    displayName: `${title} ${label}`,
    type: FieldType.string,
    isIdentity: member === 'pod' || member === 'ip',
    end,
    ...linksOf(member, end),
    read: (flow) => flow[end][member],
    write: (flow, value) => (flow[end][member] = String(value)),
  }));
}

function linksOf(member: TextMember, end: End): Pick<Column, 'linksFor'> {
  const link = LINKS[member];
  return link ? { linksFor: (places) => [link(end, places)] } : {};
}

function workloadColumn(end: End, member: keyof Workload, displayName: string): Column {
  return {
    name: `${end}Workload${member === 'name' ? '' : capitalise(member)}`,
    displayName,
    type: FieldType.string,
    end,
    read: (flow) => flow[end].workload?.[member],
    write: (flow, value) => {
      // Written only from frames that were read from workloads, so the text is one of the union's members.
      flow[end].workload = { ...emptyWorkload(flow[end]), [member]: String(value) };
    },
  };
}

function externalColumn(end: End, member: Exclude<keyof ExternalParty, 'asNumber'>, displayName: string): Column {
  return {
    name: `${end}External${capitalise(member)}`,
    displayName,
    type: FieldType.string,
    end,
    read: (flow) => flow[end].external?.[member],
    write: (flow, value) => {
      const { external } = flow[end];
      flow[end].external = { ...(external ?? { kind: 'unknown', name: '' }), [member]: String(value) };
    },
  };
}

function autonomousSystemColumn(end: End, displayName: string): Column {
  return {
    name: `${end}ExternalAsNumber`,
    displayName,
    type: FieldType.number,
    description: 'The number of the autonomous system, where the API told it.',
    end,
    read: (flow) => flow[end].external?.asNumber,
    write: (flow, value) => {
      flow[end].external = { ...(flow[end].external ?? { kind: 'unknown', name: '' }), asNumber: Number(value) };
    },
  };
}

function metricColumns([metric, title, unit, description]: (typeof METRICS)[number]): Column[] {
  return REPORTERS.map(([reporter, suffix, label]) => ({
    name: `${metric}${suffix}`,
    displayName: `${title} ${label}`,
    type: FieldType.number,
    unit,
    description,
    isMeasured: true,
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
