import { isPrivateAddress } from './address';
import { type Category } from './category';
import { type ExternalParty } from './flow';

/** What a report tells about an end that is no pod of the cluster. */
export interface ExternalFacts {
  category: Category;
  ip?: string;
  vpcId?: string;
  region?: string;
  networkName?: string;
  networkNumber?: number;
}

/** Names the far end of a flow that leaves the cluster, from the category first and the address second. */
export function externalParty(facts: ExternalFacts): ExternalParty {
  switch (facts.category) {
    case 'AMAZON_S3':
      return { kind: 's3', name: 'Amazon S3' };
    case 'AMAZON_DYNAMODB':
      return { kind: 'dynamodb', name: 'Amazon DynamoDB' };
    case 'AWS_SERVICE':
      return { kind: 'aws-service', name: 'AWS service' };
    case 'INTER_REGION':
      return { kind: 'region', name: facts.region ? `Region ${facts.region}` : 'Another Region' };
    case 'INTER_VPC':
      return { kind: 'vpc', name: facts.vpcId ?? addressName(facts) };
    case 'TRANSIT_GATEWAY':
      return { kind: 'on-premises', name: 'On-premises' };
    default:
      return byAddress(facts);
  }
}

function byAddress(facts: ExternalFacts): ExternalParty {
  if (facts.networkName || facts.networkNumber !== undefined) {
    return { kind: 'internet', name: networkName(facts) };
  }
  if (facts.ip === undefined) {
    return { kind: 'unknown', name: 'Unknown' };
  }
  if (!isPrivateAddress(facts.ip)) {
    return { kind: 'internet', name: 'Internet' };
  }
  // Within the VPC's categories a nameless private address is a host or another cluster's pod.
  return facts.category === 'UNCLASSIFIED'
    ? { kind: 'on-premises', name: 'On-premises' }
    : { kind: 'unknown', name: facts.ip };
}

function networkName({ networkName, networkNumber }: ExternalFacts): string {
  const number = networkNumber === undefined ? undefined : `AS${networkNumber}`;
  return networkName && number ? `${networkName} (${number})` : (networkName ?? number ?? 'Internet');
}

function addressName({ ip }: ExternalFacts): string {
  return ip ?? 'Another VPC';
}
