import { isInVpcRangeOf, isPrivateAddress } from './address';
import { type Category } from './category';
import { type ExternalParty } from './flow';
import { type NamedNetworks } from './namedNetworks';
import { type Report, type ReportEnd } from './report';

/** Within the VPC, whatever the addresses: a VPC can use addresses of the internet, and its IPv6 addresses all are. */
const WITHIN_VPC: ReadonlySet<Category> = new Set(['INTRA_AZ', 'INTER_AZ', 'LOCAL_ZONE']);

/**
 * Names an end that is no pod and no node of the cluster: by what the user says of its address, by the
 * category, by what the report tells of the internet, by the address itself.
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
    // Where the source does not sort flows, a public address can also be one of S3's or another service's.
    return internet(category === '' ? 'Public addresses' : 'Internet', report);
  }
  // A nameless address within the VPC is a host or another cluster's pod.
  const isElsewhere = end.ip !== undefined && isPrivateAddress(end.ip) && !isToldInVpc(end);
  return category === 'UNCLASSIFIED' && isElsewhere
    ? { kind: 'on-premises', name: 'On-premises' }
    : { kind: 'unknown', name: end.ip ?? 'Unknown' };
}

/**
 * The category says what is the internet and what is within the VPC. Everything else is on the internet if AWS says
 * where its clients are, or if its address is public and nothing says that it is in a VPC.
 */
function isOnInternet(end: ReportEnd, { category, clientLocation = {}, local }: Report): boolean {
  if (category === 'INTERNET' || WITHIN_VPC.has(category)) {
    return category === 'INTERNET';
  }
  const { city, subdivision, country } = clientLocation;
  if ((city ?? subdivision ?? country) !== undefined) {
    return true;
  }
  // The agent's own address is always one of the VPC's, even where it is a public one.
  const { ip } = end;
  return ip !== undefined && !isPrivateAddress(ip) && !isToldInVpc(end) && !isInVpcRangeOf(local.ip ?? '', ip);
}

function isToldInVpc({ vpcId, subnetId, instanceId }: ReportEnd): boolean {
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

/** Every cluster has this one, and its pods are none of the cluster's. */
function serviceName(namespace: string | undefined, service: string): string {
  const isApiServer = service === 'kubernetes' && (namespace === undefined || namespace === 'default');
  return isApiServer ? 'Kubernetes API server' : `${namespace === undefined ? '' : `${namespace}/`}${service}`;
}
