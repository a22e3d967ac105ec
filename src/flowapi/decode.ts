import { displayable, MAX_NAME_LENGTH, UNNAMED } from '../core/displayable';
import { canonicalAddress } from '../core/flow/canonicalAddress';
import { type Category } from '../core/flow/category';
import { type PathConstruct } from '../core/flow/flow';
import { type FlowMetricName, unitFactor } from '../core/flow/metric';
import { type Report, type ReportEnd } from '../core/flow/report';
import { flowApiError } from './errors';
import { missingField, missingList, notAnObject, unexpectedUnit } from './messages';
import { type WireTopContributorsPage, type WireTopContributorsRow, type WireTraversedComponent } from './wire';

/** A response as an object. Throws a FlowApiError if it is not an object; its members are checked when they are read. */
export function asRecord(answer: unknown, subject: string): Record<string, unknown> {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) {
    throw flowApiError('malformed', notAnObject(subject));
  }
  return answer as Record<string, unknown>;
}

/** A required text member of a response, in a form that is safe to display. Throws a FlowApiError if it is missing or empty. */
export function requiredText(answer: unknown, member: string, subject: string): string {
  const value = asRecord(answer, subject)[member];
  if (typeof value !== 'string' || value === '') {
    throw flowApiError('malformed', missingField(subject, member));
  }
  return displayable(value) || UNNAMED;
}

/** A required list member of a response. Throws a FlowApiError if it is missing, or if an entry is not an object. */
export function requiredList(answer: unknown, member: string, subject: string): Array<Record<string, unknown>> {
  const value = asRecord(answer, subject)[member];
  if (!Array.isArray(value)) {
    throw flowApiError('malformed', missingList(subject, member));
  }
  return value.map((entry) => asRecord(entry, subject));
}

/**
 * The rows of one page as reports, in bytes, counts or microseconds.
 *
 * @param category the category of the query, for rows that do not contain one.
 * @throws FlowApiError if the unit is not a unit of the metric: a number in an unknown unit can be wrong by a factor of 1,000.
 */
export function decodePage(page: WireTopContributorsPage, metric: FlowMetricName, category: Category): Report[] {
  const factor = unitFactor(metric, page.unit);
  if (factor === undefined) {
    throw flowApiError('malformed', unexpectedUnit(metric, text(page.unit)));
  }
  const rows: unknown = page.topContributors ?? [];
  if (!Array.isArray(rows)) {
    throw flowApiError('malformed', missingList(metric, 'topContributors'));
  }
  const reports: Report[] = [];
  for (const row of page.topContributors ?? []) {
    // In a malformed response, a row can be null in spite of its type.
    if (typeof row?.value === 'number') {
      reports.push(decodeRow(row, metric, row.value * factor, category));
    }
  }
  return reports;
}

function decodeRow(row: WireTopContributorsRow, metric: FlowMetricName, value: number, category: Category): Report {
  const { additionalFlowInfo, traversedConstructs } = row;
  const report: Report = {
    local: localEnd(row),
    remote: remoteEnd(row),
    targetPort: row.targetPort ?? 0,
    category: text(row.destinationCategory) ?? category,
    snatIp: address(row.snatIp),
    dnatIp: address(row.dnatIp),
    path: pathOf(traversedConstructs),
    metric,
    value,
  };
  if (additionalFlowInfo) {
    const { network, clientLocation } = additionalFlowInfo;
    report.network = network && { name: text(network.asName), number: network.asNumber ?? undefined };
    report.clientLocation = clientLocation && {
      city: text(clientLocation.city),
      subdivision: text(clientLocation.subdivision),
      country: text(clientLocation.country),
    };
  }
  return report;
}

function localEnd(row: WireTopContributorsRow): ReportEnd {
  const names = row.kubernetesMetadata;
  return {
    ip: address(row.localIp),
    namespace: text(names?.localPodNamespace),
    pod: text(names?.localPodName),
    service: text(names?.localServiceName),
    instanceId: text(row.localInstanceId),
    subnetId: text(row.localSubnetId),
    vpcId: text(row.localVpcId),
    region: text(row.localRegion),
    zoneId: text(row.localAz),
  };
}

function remoteEnd(row: WireTopContributorsRow): ReportEnd {
  const names = row.kubernetesMetadata;
  return {
    ip: address(row.remoteIp),
    namespace: text(names?.remotePodNamespace),
    pod: text(names?.remotePodName),
    service: text(names?.remoteServiceName),
    instanceId: text(row.remoteInstanceId),
    subnetId: text(row.remoteSubnetId),
    vpcId: text(row.remoteVpcId),
    region: text(row.remoteRegion),
    zoneId: text(row.remoteAz),
  };
}

function pathOf(constructs: WireTopContributorsRow['traversedConstructs']): PathConstruct[] {
  // In a malformed response, the list and its entries can differ from their types.
  return Array.isArray(constructs) ? constructs.flatMap((entry) => (entry ? [construct(entry)] : [])) : [];
}

function construct({ componentType, componentId, componentArn, serviceName }: WireTraversedComponent): PathConstruct {
  const members: PathConstruct = {};
  const type = text(componentType);
  const id = text(componentId);
  const arn = optionalArn(componentArn);
  const service = text(serviceName);
  if (type !== undefined) {
    members.type = type;
  }
  if (id !== undefined) {
    members.id = id;
  }
  if (arn !== undefined) {
    members.arn = arn;
  }
  if (service !== undefined) {
    members.service = service;
  }
  return members;
}

/** The live API returns addresses in the form in which the agents wrote them. */
function address(value: string | null | undefined): string | undefined {
  const written = text(value);
  return written === undefined ? undefined : canonicalAddress(written);
}

/** A name in a form that is safe to display, or undefined for `""`, which the live API sends for unknown values. */
function text(value: string | null | undefined): string | undefined {
  return displayed(value, MAX_NAME_LENGTH);
}

function optionalArn(value: string | undefined): string | undefined {
  return displayed(value);
}

function displayed(value: string | null | undefined, maxLength?: number): string | undefined {
  // In a malformed response, a text can be another value.
  return typeof value === 'string' ? displayable(value, maxLength) || undefined : undefined;
}
