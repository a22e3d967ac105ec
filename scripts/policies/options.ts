import { ENFORCEMENTS, type Enforcement } from '../../src/core/policy/amazon/enforcement';
import { type TimeWindow } from '../../src/core/time';
import { readArgs, webAddress } from '../commandLine';
import { Failure } from '../failure';
import { apiIncomplete, INVENTORY_MISSING, invalidHours, invalidTime, unknownEnforcement, USAGE } from './messages';

export interface PoliciesOptions {
  inventoryFiles: readonly string[];
  flowApiUrl: string;
  monitors: readonly string[];
  /** Either the window, or the hours before now. */
  range: TimeWindow | { hours: number };
  networksFile?: string;
  namespaces?: readonly string[];
  enforcement: Enforcement;
  /** Absent: nothing is written. */
  directory?: string;
  /** Whether only the policies of the inventory are judged. */
  isCheck: boolean;
}

const OPTIONS = {
  inventory: { type: 'string', multiple: true, default: [] as string[] },
  'flow-api': { type: 'string', default: '' },
  monitor: { type: 'string', multiple: true, default: [] as string[] },
  from: { type: 'string' },
  to: { type: 'string' },
  hours: { type: 'string', default: '24' },
  networks: { type: 'string' },
  namespace: { type: 'string', multiple: true },
  'enforced-by': { type: 'string', default: 'vpc-cni-standard' },
  out: { type: 'string' },
  check: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** The options; undefined for --help. Throws a `Failure` for missing or invalid ones. */
export function readOptions(args: readonly string[]): PoliciesOptions | undefined {
  const values = readArgs(args, OPTIONS, USAGE);
  if (values.help) {
    return undefined;
  }
  if (values.inventory.length === 0) {
    throw new Failure(INVENTORY_MISSING);
  }
  if (values['flow-api'] === '' || values.monitor.length === 0) {
    throw new Failure(apiIncomplete(values['flow-api'] === '' ? '--flow-api' : '--monitor'));
  }
  return {
    inventoryFiles: values.inventory,
    flowApiUrl: webAddress('--flow-api', values['flow-api'], 'http://127.0.0.1:9700'),
    monitors: values.monitor,
    range: rangeOf(values.from, values.to, values.hours),
    ...(values.networks !== undefined && { networksFile: values.networks }),
    ...(values.namespace && { namespaces: values.namespace }),
    enforcement: enforcementOf(values['enforced-by']),
    ...(values.out !== undefined && { directory: values.out }),
    isCheck: values.check,
  };
}

function rangeOf(from: string | undefined, to: string | undefined, hoursText: string): PoliciesOptions['range'] {
  if (from === undefined && to === undefined) {
    const hours = Number(hoursText);
    if (!(hours > 0)) {
      throw new Failure(invalidHours(hoursText));
    }
    return { hours };
  }
  return { startMs: timeMsOf('--from', from), endMs: timeMsOf('--to', to) };
}

function timeMsOf(option: string, text = ''): number {
  const timeMs = Date.parse(text);
  if (Number.isNaN(timeMs)) {
    throw new Failure(invalidTime(option, text));
  }
  return timeMs;
}

function enforcementOf(text: string): Enforcement {
  const found = ENFORCEMENTS.find((each) => each === text);
  if (found === undefined) {
    throw new Failure(unknownEnforcement(text, ENFORCEMENTS));
  }
  return found;
}
