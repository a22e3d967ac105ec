import { isInVpcRangeOf, isPrivateAddress } from './address';
import { type Category } from './category';
import { type ExternalParty } from './flow';
import { type NamedNetworks } from './namedNetworks';
import { type Report, type ReportEnd } from './report';

/** Categories within the VPC for any address: a VPC can use public IPv4 addresses, and all its IPv6 addresses are public. */
const WITHIN_VPC: ReadonlySet<Category> = new Set(['INTRA_AZ', 'INTER_AZ', 'LOCAL_ZONE']);

/**
 * Names an end that is neither a pod nor a node of the cluster: by the named networks in the settings, the category, the
 * internet facts in the report, or the address, in this order.
 */
export function externalParty(end: ReportEnd, report: Report, networks: NamedNetworks): ExternalParty {
  const named = end.ip === undefined ? undefined : networks.nameOf(end.ip);
  return named === undefined ? byCategory(end, report) : { kind: 'named-network', name: named };
}

function byCategory(end: ReportEnd, report: Report): ExternalParty {
  switch (report.category) {
    case 'AMAZON_S3':
      return { kind: 's3', name: 'Amazon S3' };
    case 'AMAZON_DYNAMODB':
      return { kind: 'dynamodb', name: 'Amazon DynamoDB' };
    case 'AWS_SERVICE':
      return { kind: 'aws-service', name: 'AWS service' };
    case 'INTER_REGION':
      return { kind: 'region', name: end.region ? `Region ${end.region}` : 'Another Region' };
    case 'INTER_VPC':
      return { kind: 'vpc', name: end.vpcId ?? end.ip ?? 'Another VPC' };
    case 'TRANSIT_GATEWAY':
      return { kind: 'on-premises', name: 'On-premises' };
    default:
      return byAddress(end, report);
  }
}

function byAddress(end: ReportEnd, report: Report): ExternalParty {
  const { network, category } = report;
  if (!WITHIN_VPC.has(category) && (network?.name !== undefined || network?.number !== undefined)) {
    return internet(networkName(network), report);
  }
  if (end.service !== undefined) {
    return { kind: 'service', name: serviceName(end.namespace, end.service) };
  }
  if (isOnInternet(end, report)) {
    // In sources without categories, a public address can also be one of Amazon S3 or another AWS service.
    return internet(category === '' ? 'Public addresses' : 'Internet', report);
  }
  // An address within the VPC without a name is a host or a pod of another cluster.
  const isElsewhere = end.ip !== undefined && isPrivateAddress(end.ip) && !isReportedInVpc(end);
  return category === 'UNCLASSIFIED' && isElsewhere
    ? { kind: 'on-premises', name: 'On-premises' }
    : { kind: 'unknown', name: end.ip ?? 'Unknown' };
}

/**
 * Some categories decide whether an end is on the internet or in the VPC. With other categories, an end is on the internet
 * if AWS reports the location of the client, or if the address is public and nothing indicates a VPC.
 */
function isOnInternet(end: ReportEnd, { category, clientLocation = {}, local }: Report): boolean {
  if (category === 'INTERNET' || WITHIN_VPC.has(category)) {
    return category === 'INTERNET';
  }
  const { city, subdivision, country } = clientLocation;
  if ((city ?? subdivision ?? country) !== undefined) {
    return true;
  }
  // The agent's own address is always in the VPC, even if it is public.
  const { ip } = end;
  return ip !== undefined && !isPrivateAddress(ip) && !isReportedInVpc(end) && !isInVpcRangeOf(local.ip ?? '', ip);
}

function isReportedInVpc({ vpcId, subnetId, instanceId }: ReportEnd): boolean {
  return (vpcId ?? subnetId ?? instanceId) !== undefined;
}

function internet(name: string, { network, clientLocation }: Report): ExternalParty {
  const { city, subdivision, country } = clientLocation ?? {};
  const place = [city, subdivision, country].filter((part) => part !== undefined).join(', ');
  return {
    kind: 'internet',
    name,
    ...(network?.number !== undefined && { asNumber: network.number }),
    ...(country !== undefined && { country }),
    ...(place !== '' && { place }),
  };
}

function networkName({ name, number }: { name?: string; number?: number }): string {
  const system = number === undefined ? undefined : `AS${number}`;
  return name && system ? `${name} (${system})` : (name ?? system ?? 'Internet');
}

/** "namespace/service". Every cluster has the Service of the API server, whose pods are not part of the cluster. */
function serviceName(namespace: string | undefined, service: string): string {
  const isApiServer = service === 'kubernetes' && (namespace === undefined || namespace === 'default');
  return isApiServer ? 'Kubernetes API server' : `${namespace === undefined ? '' : `${namespace}/`}${service}`;
}
