import { type Endpoint, type ExternalParty, type Flow, type FlowMetrics, type Reported } from '../core/flow/flow';
import { verdictStateOf } from '../core/flow/flowVerdict';
import { type Workload } from '../core/kubernetes/workload';
import { decodePath, encodePath } from './path';

/** A column of the flows frame: how to read it from a flow and how to write it back. */
export interface Column {
  name: string;
  /** The type of the field, without Grafana's enum, so that commands can read columns, too. */
  type: 'string' | 'number';
  /** A frame without these columns is not a flows frame. */
  isIdentity?: boolean;
  /** The end that it describes; absent if it describes the whole flow. */
  end?: End;
  /** Whether its values are measured: a refresh changes little else. */
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

const ENDS: readonly End[] = ['client', 'server'];

/** The members that a reader looks for first. */
const MAIN_MEMBERS: readonly TextMember[] = ['namespace', 'pod', 'zoneId'];

const DETAIL_MEMBERS: readonly TextMember[] = [
  'service',
  'ip',
  'node',
  'zoneName',
  'instanceId',
  'subnetId',
  'vpcId',
  'region',
];

const METRICS: ReadonlyArray<keyof FlowMetrics> = ['bytes', 'retransmissions', 'timeouts', 'roundTripTimeMicroseconds'];

const REPORTERS: ReadonlyArray<keyof Reported> = ['byClient', 'byServer'];

const PORT: Column = {
  name: 'port',
  type: 'number',
  read: (flow) => flow.port,
  write: (flow, value) => (flow.port = Number(value)),
};

const CATEGORY: Column = {
  name: 'category',
  type: 'string',
  isIdentity: true,
  read: (flow) => flow.category,
  write: (flow, value) => (flow.category = String(value)),
};

const PATH: Column = {
  name: 'path',
  type: 'string',
  read: (flow) => encodePath(flow.path),
  write: (flow, value) => (flow.path = decodePath(String(value))),
};

/** What network policies do with a flow: only frames of flows to which policies were applied have these columns. */
export const VERDICT_COLUMNS: readonly Column[] = [
  {
    name: 'verdict',
    type: 'string',
    isMeasured: true,
    read: ({ verdict }) => verdict?.state,
    write: (flow, value) => {
      const state = verdictStateOf(String(value));
      flow.verdict = state && { state, reason: '' };
    },
  },
  {
    name: 'verdictReason',
    type: 'string',
    isMeasured: true,
    read: ({ verdict }) => verdict?.reason,
    write: (flow, value) => {
      flow.verdict &&= { ...flow.verdict, reason: String(value) };
    },
  },
];

/** All other columns, in the order of the frame: first those that a table should show, then the details. */
export const COLUMNS: readonly Column[] = [
  ...ENDS.flatMap((end) => [
    workloadColumn(end, 'name'),
    externalColumn(end, 'name'),
    ...MAIN_MEMBERS.map((member) => textColumn(end, member)),
  ]),
  PORT,
  CATEGORY,
  ...METRICS.flatMap((metric) => REPORTERS.map((reporter) => metricColumn(metric, reporter))),
  ...ENDS.flatMap((end) => [
    workloadColumn(end, 'kind'),
    workloadColumn(end, 'confidence'),
    externalColumn(end, 'kind'),
    externalColumn(end, 'country'),
    externalColumn(end, 'place'),
    autonomousSystemColumn(end),
    ...DETAIL_MEMBERS.map((member) => textColumn(end, member)),
  ]),
  PATH,
];

function textColumn(end: End, member: TextMember): Column {
  return {
    name: `${end}${capitalize(member)}`,
    type: 'string',
    isIdentity: member === 'pod' || member === 'ip',
    end,
    read: (flow) => flow[end][member],
    write: (flow, value) => (flow[end][member] = String(value)),
  };
}

function workloadColumn(end: End, member: keyof Workload): Column {
  return {
    name: `${end}Workload${member === 'name' ? '' : capitalize(member)}`,
    type: 'string',
    end,
    read: (flow) => flow[end].workload?.[member],
    write: (flow, value) => {
      // The frame was written from workloads, so the text is a member of the union.
      flow[end].workload = { ...emptyWorkload(flow[end]), [member]: String(value) };
    },
  };
}

function externalColumn(end: End, member: Exclude<keyof ExternalParty, 'asNumber'>): Column {
  return {
    name: `${end}External${capitalize(member)}`,
    type: 'string',
    end,
    read: (flow) => flow[end].external?.[member],
    write: (flow, value) => {
      const { external } = flow[end];
      flow[end].external = { ...(external ?? { kind: 'unknown', name: '' }), [member]: String(value) };
    },
  };
}

function autonomousSystemColumn(end: End): Column {
  return {
    name: `${end}ExternalAsNumber`,
    type: 'number',
    end,
    read: (flow) => flow[end].external?.asNumber,
    write: (flow, value) => {
      flow[end].external = { ...(flow[end].external ?? { kind: 'unknown', name: '' }), asNumber: Number(value) };
    },
  };
}

function metricColumn(metric: keyof FlowMetrics, reporter: keyof Reported): Column {
  return {
    name: `${metric}${capitalize(reporter)}`,
    type: 'number',
    isMeasured: true,
    read: (flow) => flow.metrics[metric][reporter],
    write: (flow, value) => (flow.metrics[metric][reporter] = Number(value)),
  };
}

function emptyWorkload(endpoint: Endpoint): Workload {
  return endpoint.workload ?? { kind: 'Pod', name: '', confidence: 'possible' };
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
