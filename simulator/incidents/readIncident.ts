/** Reads incidents from JSON. */
import { ALLOWANCE_NAMES } from '../world/allowanceNames';
import { ENFORCEMENTS } from '../policies/enforcement';
import { readPolicies } from '../policies/readPolicies';
import { type IncidentKind } from './incident';

type Reader = (value: unknown) => boolean;

const isText: Reader = (value) => typeof value === 'string' && value !== '';
const isPairOfTexts: Reader = (value) => Array.isArray(value) && value.length === 2 && value.every(isText);
const isAmount: Reader = (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isRatio: Reader = (value) => isAmount(value) && Number(value) <= 1;
const isAllowance: Reader = (value) => ALLOWANCE_NAMES.some((name) => name === value);
const isFlag: Reader = (value) => typeof value === 'boolean';
const optional =
  (reader: Reader): Reader =>
  (value) =>
    value === undefined || reader(value);
const isEnforcement: Reader = (value) => ENFORCEMENTS.some((enforcement) => enforcement === value);
const isPolicies: Reader = (value) => 'policies' in readPolicies(value);
const isWorkload: Reader = (value) => isRecord(value) && isText(value.namespace) && isText(value.workload);

/** The members of each kind. */
const MEMBERS_OF_KIND = {
  'inbound-bandwidth': { node: isText, packetsPerSecond: isAmount },
  'outbound-bandwidth': { node: isText, packetsPerSecond: isAmount },
  'packet-rate': { node: isText, packetsPerSecond: isAmount },
  'lossy-node': { node: isText, lossRatio: isRatio },
  'conntrack-exhaustion': { node: isText, packetsPerSecond: isAmount },
  'allowance-exceeded': {
    node: isText,
    allowance: isAllowance,
    networkInterface: isAmount,
    packetsPerSecond: isAmount,
  },
  'interface-detached': { node: isText, networkInterface: isAmount },
  'interface-attached': { node: isText, networkInterface: isAmount },
  'efa-device-absent': { node: isText, device: isAmount },
  'dns-overload': { loadFactor: isAmount },
  'lossy-path': { client: isWorkload, server: isWorkload, lossRatio: isRatio, roundTripFactor: isAmount },
  'zone-impairment': { zones: isPairOfTexts, lossRatio: isRatio, roundTripFactor: isAmount },
  'lossy-external': { external: isText, lossRatio: isRatio, roundTripFactor: isAmount },
  'unresponsive-pods': {
    workload: isWorkload,
    sinceRevision: optional(isAmount),
    restartReason: optional(isText),
  },
  'stopped-conversation': { client: isWorkload, server: isWorkload },
  'zone-aware-routing': { client: isWorkload, server: isWorkload },
  'unexpected-conversation': {
    client: isWorkload,
    server: isWorkload,
    port: isAmount,
    requestsPerSecond: isAmount,
    requestBytes: isAmount,
    responseBytes: isAmount,
  },
  'network-policies': { enforcement: isEnforcement, objects: isPolicies },
  'agent-outage': { node: isText, podPagesAtStart: optional(isAmount), losesFlows: optional(isFlag) },
  'driver-reset': { node: isText },
  'reused-addresses': { node: isText },
  'unknown-pods': { node: isText, workload: optional(isWorkload) },
  'ethtool-failure': { node: isText },
  'nstat-failure': { node: isText },
  'endpoint-blocked': { node: isText },
  'connection-sampling': { node: isText, ratio: isRatio },
} satisfies Record<IncidentKind['kind'], Record<string, Reader>>;

const MEMBERS: Record<string, Record<string, Reader>> = MEMBERS_OF_KIND;

/** An incident to add; its times are optional. */
export type NewIncident = IncidentKind & { startMs?: number; endMs?: number };

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function problemWith(value: unknown): string | undefined {
  const members = isRecord(value) && typeof value.kind === 'string' ? MEMBERS[value.kind] : undefined;
  if (!isRecord(value) || !members) {
    return `kind must be one of ${Object.keys(MEMBERS).join(', ')}`;
  }
  const wrong = Object.keys(members).find((member) => !members[member]?.(value[member]));
  const wrongTime = ['startMs', 'endMs'].find((member) => value[member] !== undefined && !isAmount(value[member]));
  const named = wrong ?? wrongTime;
  return named && `incident "${value.kind}": ${named} is missing or invalid`;
}

function isIncident(value: unknown): value is NewIncident {
  return problemWith(value) === undefined;
}

/** Returns the incident, or a message about what is wrong. */
export function readIncident(value: unknown): NewIncident | string {
  return isIncident(value) ? value : (problemWith(value) ?? 'not a valid incident');
}
