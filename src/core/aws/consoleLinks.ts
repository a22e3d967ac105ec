import { isRegion } from './region';

/** Resources with a page in the AWS console. Monitors have no page with a stable URL. */
export type ConsoleKind = 'instance' | 'networkInterface' | 'subnet' | 'vpc';

interface Page {
  /** The prefix of its IDs. Other IDs are other resources: "mi-…" is a hybrid node, which is not in EC2. */
  prefix: string;
  /** The part of the URL before the ID. */
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

/** A resource that may have a page in the AWS console. */
export interface ConsoleResource {
  kind: ConsoleKind;
  id: string | undefined;
  region: string | undefined;
}

/**
 * The URL of a resource in the AWS console of its Region; undefined if the ID is not of this kind or the Region is
 * unknown. Both can come from untrusted data: the URL never leads anywhere else.
 */
export function consoleLink({ kind, id = '', region = '' }: ConsoleResource): string | undefined {
  const { prefix, path } = PAGES[kind];
  return isId(id, prefix) && isRegion(region)
    ? `https://${region}.console.${domainOf(region)}${path(region)}${encodeURIComponent(id)}`
    : undefined;
}

/** The kind of a resource by its ID; undefined if it has no page here. */
export function consoleKindOf(id: string): ConsoleKind | undefined {
  return KINDS.find((kind) => isId(id, PAGES[kind].prefix));
}

function isId(id: string, prefix: string): boolean {
  return new RegExp(`^${prefix}-[0-9a-z]+$`).test(id);
}

/** The domain of the console. Each AWS partition has its own. */
function domainOf(region: string): string {
  if (region.startsWith('cn-')) {
    return 'amazonaws.cn';
  }
  return region.startsWith('us-gov-') ? 'amazonaws-us-gov.com' : 'aws.amazon.com';
}
