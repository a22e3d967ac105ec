import { isRegion } from './region';

/** What has a page in the AWS console. Monitors have none whose address AWS keeps. */
export type ConsoleKind = 'instance' | 'networkInterface' | 'subnet' | 'vpc';

interface Page {
  /** Other ids are no resource of this kind: "mi-…" is a hybrid node, which EC2 knows nothing of. */
  prefix: string;
  /** What of the address comes before the id. */
  path: (region: string) => string;
}

const PAGES: Record<ConsoleKind, Page> = {
  instance: { prefix: 'i', path: (region) => `/ec2/home?region=${region}#InstanceDetails:instanceId=` },
  networkInterface: {
    prefix: 'eni',
    path: (region) => `/ec2/home?region=${region}#NetworkInterface:networkInterfaceId=`,
  },
  subnet: { prefix: 'subnet', path: (region) => `/vpcconsole/home?region=${region}#SubnetDetails:subnetId=` },
  vpc: { prefix: 'vpc', path: (region) => `/vpcconsole/home?region=${region}#VpcDetails:VpcId=` },
};

const KINDS: readonly ConsoleKind[] = ['instance', 'networkInterface', 'subnet', 'vpc'];

export interface ConsoleResource {
  kind: ConsoleKind;
  id: string | undefined;
  region: string | undefined;
}

/**
 * The page of a resource in the AWS console of its Region; undefined where the id is none of the kind's or
 * the Region is not known. Whatever stands in either, the address leads nowhere else.
 */
export function consoleLink({ kind, id = '', region = '' }: ConsoleResource): string | undefined {
  const { prefix, path } = PAGES[kind];
  return isId(id, prefix) && isRegion(region)
    ? `https://${region}.console.${domainOf(region)}${path(region)}${encodeURIComponent(id)}`
    : undefined;
}

/** What a resource is, by its id; undefined for what has no page here. */
export function consoleKindOf(id: string): ConsoleKind | undefined {
  return KINDS.find((kind) => isId(id, PAGES[kind].prefix));
}

function isId(id: string, prefix: string): boolean {
  return new RegExp(`^${prefix}-[0-9a-z]+$`).test(id);
}

/** Each partition of AWS has a console of its own. */
function domainOf(region: string): string {
  if (region.startsWith('cn-')) {
    return 'amazonaws.cn';
  }
  return region.startsWith('us-gov-') ? 'amazonaws-us-gov.com' : 'aws.amazon.com';
}
