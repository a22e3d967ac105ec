import { type PathConstruct } from '../core/flow/flow';
import { type FlowMetricName, unitFactor } from '../core/flow/metric';
import { type Report, type ReportEnd } from '../core/flow/report';
import { flowApiError } from './errors';
import { type WireTopContributorsPage, type WireTopContributorsRow, type WireTraversedComponent } from './wire';

/** Checks that an answer is an object at all; members are checked where they are read. */
export function asRecord(answer: unknown, subject: string): Record<string, unknown> {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) {
    throw flowApiError('malformed', `${subject}: the answer is not one of the flow API.`);
  }
  return answer as Record<string, unknown>;
}

/** A required text member of an answer. */
export function requiredText(answer: unknown, member: string, subject: string): string {
  const value = asRecord(answer, subject)[member];
  if (typeof value !== 'string' || value === '') {
    throw flowApiError('malformed', `${subject}: the answer carries no "${member}".`);
  }
  return value;
}

/** A required list member of an answer, whose entries must be objects. */
export function requiredList(answer: unknown, member: string, subject: string): Array<Record<string, unknown>> {
  const value = asRecord(answer, subject)[member];
  if (!Array.isArray(value)) {
    throw flowApiError('malformed', `${subject}: the answer carries no list "${member}".`);
  }
  return value.map((entry) => asRecord(entry, subject));
}

/**
 * The rows of one page as reports, in bytes, counts or microseconds.
 *
 * @throws FlowApiError for a unit that does not measure the metric: a number in an unknown unit may
 *   be wrong a thousandfold.
 */
export function decodePage(page: WireTopContributorsPage, metric: FlowMetricName): Report[] {
  const factor = unitFactor(metric, page.unit);
  if (factor === undefined) {
    throw flowApiError('malformed', `${metric} came in the unit "${page.unit}", which does not measure it.`);
  }
  const rows: unknown = page.topContributors ?? [];
  if (!Array.isArray(rows)) {
    throw flowApiError('malformed', `${metric}: the answer carries no list of top contributors.`);
  }
  return page.topContributors?.flatMap((row) => decodeRow(row, metric, factor)) ?? [];
}

function decodeRow(row: WireTopContributorsRow, metric: FlowMetricName, factor: number): Report[] {
  // A row may be null in a malformed answer, whatever its type says.
  if (typeof row?.value !== 'number') {
    return [];
  }
  const network = row.additionalFlowInfo?.network;
  return [
    {
      local: localEnd(row),
      remote: remoteEnd(row),
      targetPort: row.targetPort ?? 0,
      category: row.destinationCategory ?? 'UNCLASSIFIED',
      snatIp: text(row.snatIp),
      dnatIp: text(row.dnatIp),
      ...(network && { network: { name: text(network.asName), number: network.asNumber ?? undefined } }),
      path: (row.traversedConstructs ?? []).map(construct),
      metric,
      value: row.value * factor,
    },
  ];
}

function localEnd(row: WireTopContributorsRow): ReportEnd {
  return {
    ip: text(row.localIp),
    namespace: text(row.kubernetesMetadata?.localPodNamespace),
    pod: text(row.kubernetesMetadata?.localPodName),
    service: text(row.kubernetesMetadata?.localServiceName),
    instanceId: text(row.localInstanceId),
    subnetId: text(row.localSubnetId),
    vpcId: text(row.localVpcId),
    region: text(row.localRegion),
    zoneId: text(row.localAz),
  };
}

function remoteEnd(row: WireTopContributorsRow): ReportEnd {
  return {
    ip: text(row.remoteIp),
    namespace: text(row.kubernetesMetadata?.remotePodNamespace),
    pod: text(row.kubernetesMetadata?.remotePodName),
    service: text(row.kubernetesMetadata?.remoteServiceName),
    instanceId: text(row.remoteInstanceId),
    subnetId: text(row.remoteSubnetId),
    vpcId: text(row.remoteVpcId),
    region: text(row.remoteRegion),
    zoneId: text(row.remoteAz),
  };
}

function construct(component: WireTraversedComponent): PathConstruct {
  const { componentType, componentId, componentArn, serviceName } = component;
  const members = {
    type: text(componentType),
    id: text(componentId),
    arn: text(componentArn),
    service: text(serviceName),
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** The live API sends `""` for what it does not know. */
function text(value: string | null | undefined): string | undefined {
  return value === '' || value === null ? undefined : value;
}
