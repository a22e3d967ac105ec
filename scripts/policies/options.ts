import { ENFORCEMENTS, type Enforcement } from '../../src/core/policy/amazon/enforcement';
import { type TimeWindow } from '../../src/core/time';
import { labelName, readArgs, webAddress } from '../commandLine';
import { Failure } from '../failure';
import { type ClusterChoice } from './flows/prometheusFlows';
import {
  apiIncomplete,
  CLUSTER_MISSING,
  FLOWS_MISSING,
  INVENTORY_MISSING,
  invalidHours,
  invalidTime,
  SEVERAL_SOURCES,
  unknownEnforcement,
  unknownFormat,
  USAGE,
  wrongOrder,
} from './messages';
import { type Format, FORMATS } from './report/formats';

/** A window, or the hours before now. */
export type FlowRange = TimeWindow | { hours: number };

/** Where the flows are. */
export type FlowSource =
  | { kind: 'api'; url: string; monitors: readonly string[]; range: FlowRange }
  | ({ kind: 'prometheus'; url: string; range: FlowRange } & ClusterChoice)
  /** The range is that of files that do not have it. */
  | { kind: 'files'; files: readonly string[]; range?: TimeWindow };

export interface PoliciesOptions {
  inventoryFiles: readonly string[];
  source: FlowSource;
  networksFile?: string;
  namespaces?: readonly string[];
  enforcement: Enforcement;
  /** Absent: nothing is written. */
  directory?: string;
  /** A file for metrics about the check. */
  metricsFile?: string;
  /** Whether only the policies of the inventory are judged. */
  isCheck: boolean;
  format: Format;
}

const OPTIONS = {
  inventory: { type: 'string', multiple: true, default: [] as string[] },
  'flow-api': { type: 'string', default: '' },
  monitor: { type: 'string', multiple: true, default: [] as string[] },
  prometheus: { type: 'string', default: '' },
  cluster: { type: 'string' },
  'cluster-label': { type: 'string' },
  flows: { type: 'string', multiple: true, default: [] as string[] },
  from: { type: 'string' },
  to: { type: 'string' },
  hours: { type: 'string', default: '24' },
  networks: { type: 'string' },
  namespace: { type: 'string', multiple: true },
  'enforced-by': { type: 'string', default: 'vpc-cni-standard' },
  out: { type: 'string' },
  check: { type: 'boolean', default: false },
  format: { type: 'string', default: 'text' },
  'metrics-file': { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof readArgs<typeof OPTIONS>>;

/** The options; undefined for --help. Throws a `Failure` for missing or invalid ones. */
export function readOptions(args: readonly string[]): PoliciesOptions | undefined {
  const values = readArgs(args, OPTIONS, USAGE);
  if (values.help) {
    return undefined;
  }
  if (values.inventory.length === 0) {
    throw new Failure(INVENTORY_MISSING);
  }
  return {
    inventoryFiles: values.inventory,
    source: sourceOf(values),
    ...(values.networks !== undefined && { networksFile: values.networks }),
    ...(values.namespace && { namespaces: values.namespace }),
    enforcement: enforcementOf(values['enforced-by']),
    ...(values.out !== undefined && { directory: values.out }),
    ...(values['metrics-file'] !== undefined && { metricsFile: values['metrics-file'] }),
    isCheck: values.check,
    format: formatOf(values.format),
  };
}

function sourceOf(values: Values): FlowSource {
  const hasApi = values['flow-api'] !== '' || values.monitor.length > 0;
  const chosen = [hasApi, values.prometheus !== '', values.flows.length > 0].filter(Boolean).length;
  if (chosen !== 1) {
    throw new Failure(chosen === 0 ? FLOWS_MISSING : SEVERAL_SOURCES);
  }
  if (hasApi) {
    return apiOf(values);
  }
  if (values.prometheus !== '') {
    return prometheusOf(values);
  }
  const window = windowOf(values);
  return { kind: 'files', files: values.flows, ...(window && { range: window }) };
}

function apiOf(values: Values): FlowSource {
  if (values['flow-api'] === '' || values.monitor.length === 0) {
    throw new Failure(apiIncomplete(values['flow-api'] === '' ? '--flow-api' : '--monitor'));
  }
  return {
    kind: 'api',
    url: webAddress('--flow-api', values['flow-api'], 'http://127.0.0.1:9700'),
    monitors: values.monitor,
    range: rangeOf(values),
  };
}

function prometheusOf(values: Values): FlowSource {
  const { cluster, 'cluster-label': clusterLabel } = values;
  if (clusterLabel !== undefined && cluster === undefined) {
    throw new Failure(CLUSTER_MISSING);
  }
  return {
    kind: 'prometheus',
    url: webAddress('--prometheus', values.prometheus, 'http://127.0.0.1:9090'),
    range: rangeOf(values),
    ...(cluster !== undefined && { cluster }),
    ...(clusterLabel !== undefined && { clusterLabel: labelName('--cluster-label', clusterLabel) }),
  };
}

function rangeOf(values: Values): FlowRange {
  const window = windowOf(values);
  if (window !== undefined) {
    return window;
  }
  const hours = Number(values.hours);
  if (!(hours > 0)) {
    throw new Failure(invalidHours(values.hours));
  }
  return { hours };
}

function windowOf({ from, to }: Values): TimeWindow | undefined {
  if (from === undefined && to === undefined) {
    return undefined;
  }
  const window = { startMs: timeMsOf('--from', from), endMs: timeMsOf('--to', to) };
  if (window.startMs >= window.endMs) {
    throw new Failure(wrongOrder(from ?? '', to ?? ''));
  }
  return window;
}

function timeMsOf(option: string, text = ''): number {
  const timeMs = Date.parse(text);
  if (Number.isNaN(timeMs)) {
    throw new Failure(invalidTime(option, text));
  }
  return timeMs;
}

function formatOf(text: string): Format {
  if (!isFormat(text)) {
    throw new Failure(unknownFormat(text, Object.keys(FORMATS)));
  }
  return text;
}

function isFormat(text: string): text is Format {
  return Object.hasOwn(FORMATS, text);
}

function enforcementOf(text: string): Enforcement {
  const found = ENFORCEMENTS.find((each) => each === text);
  if (found === undefined) {
    throw new Failure(unknownEnforcement(text, ENFORCEMENTS));
  }
  return found;
}
