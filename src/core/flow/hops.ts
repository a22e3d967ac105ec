import { addDefined } from '../addDefined';
import { regionOfZone } from '../aws/region';
import { compareText } from '../compareText';
import { bytesOf, type Endpoint, type Flow, type PathConstruct, retransmissionsOf, timeoutsOf } from './flow';

/** One hop on the path of a flow from the client to the server. */
export interface Hop {
  kind: 'pod' | 'node' | 'address' | 'external' | 'construct';
  /** The display name: the name of a pod or node, "Transit gateway tgw-1". */
  label: string;
  /** More about it and its location: "i-0abc in us-east-1a". */
  detail?: string;
  /** For a link to the AWS console: an instance or a network interface. */
  resource?: { id: string; region?: string };
}

/** A path of flows, with the traffic on it. */
export interface FlowPath {
  hops: Hop[];
  flowCount: number;
  /** The bytes of the flows with known bytes; undefined if there are none. */
  bytes?: number;
  /** Retransmissions and timeouts of both ends; undefined if they are not reported. */
  losses?: number;
}

/**
 * The paths of flows, hop by hop, from the client's node through constructs of the VPC to the server's node. Flows are on
 * the same path if they pass the same nodes and constructs, for any pods. Paths with the most losses come first, then
 * those with the most bytes.
 */
export function flowPathsOf(flows: readonly Flow[]): FlowPath[] {
  const paths = new Map<string, FlowPath>();
  for (const flow of flows) {
    const hops = hopsOf(flow).filter(({ kind }) => kind !== 'pod');
    const key = JSON.stringify(hops.map(({ kind, label, resource }) => [kind, label, resource?.id]));
    const path = paths.get(key) ?? { hops, flowCount: 0 };
    path.flowCount += 1;
    path.bytes = addDefined(path.bytes, bytesOf(flow));
    path.losses = addDefined(path.losses, addDefined(retransmissionsOf(flow), timeoutsOf(flow)));
    paths.set(key, path);
  }
  const keyed = [...paths].sort(
    ([keyA, a], [keyB, b]) =>
      (b.losses ?? 0) - (a.losses ?? 0) || (b.bytes ?? 0) - (a.bytes ?? 0) || compareText(keyA, keyB)
  );
  return keyed.map(([, path]) => path);
}

/** All known hops of one flow, with the pods at both ends. Constructs that are not reported are missing. */
export function hopsOf({ client, server, path }: Flow): Hop[] {
  const own = new Set([client.instanceId, server.instanceId]);
  const between = path.filter(({ id }) => id === undefined || !own.has(id));
  const endRegion = regionOf(client) ?? regionOf(server);
  return [
    ...endHops(client),
    ...between.map((construct) => constructHop(construct, endRegion)),
    ...endHops(server).reverse(),
  ];
}

/** The hops of one end, from the pod outward. */
function endHops(end: Endpoint): Hop[] {
  const { pod, namespace, external, node, instanceId, ip } = end;
  if (external) {
    return [
      { kind: 'external', label: external.name, ...(ip !== undefined && ip !== external.name && { detail: ip }) },
    ];
  }
  const podHop: Hop[] = pod === undefined ? [] : [{ kind: 'pod', label: `${namespace ?? ''}/${pod}` }];
  const host = node ?? instanceId;
  if (host !== undefined) {
    return [...podHop, { kind: 'node', label: host, ...placeOf(end), ...resourceOf(instanceId, end) }];
  }
  return podHop.length > 0 || ip === undefined ? podHop : [{ kind: 'address', label: ip, ...placeOf(end) }];
}

function placeOf({ node, instanceId, zoneName, zoneId }: Endpoint): { detail?: string } {
  const instance = node === undefined ? undefined : instanceId;
  const zone = zoneName ?? zoneId;
  const detail = [instance, zone].filter((part) => part !== undefined).join(' in ');
  return detail === '' ? {} : { detail: instance === undefined ? `in ${detail}` : detail };
}

function resourceOf(id: string | undefined, end: Endpoint): Pick<Hop, 'resource'> {
  const region = regionOf(end);
  return id === undefined ? {} : { resource: { id, ...(region !== undefined && { region }) } };
}

function regionOf({ region, zoneId = '', zoneName = '' }: Endpoint): string | undefined {
  return region ?? regionOfZone(zoneId) ?? regionOfZone(zoneName);
}

/** @param endRegion the Region of an end, which is used if the construct has none: a construct is in the Region of an end. */
function constructHop({ type, id, arn, service }: PathConstruct, endRegion: string | undefined): Hop {
  const name = id ?? arn ?? service;
  const region = arn?.split(':')[3] || endRegion;
  return {
    kind: 'construct',
    label: [typeName(type) ?? 'Construct', name].filter((part) => part !== undefined).join(' '),
    ...(service !== undefined && service !== name && { detail: service }),
    ...(id !== undefined && { resource: { id, ...(region !== undefined && { region }) } }),
  };
}

/** "AWS::EC2::TransitGateway" and "TransitGateway" are both "Transit gateway"; "VPCEndpoint" is "VPC endpoint". */
function typeName(type: string | undefined): string | undefined {
  const last = type?.split('::').pop();
  if (last === undefined || last === '') {
    return undefined;
  }
  const words = last.split(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/);
  return words.map((word, index) => (index === 0 || isAcronym(word) ? word : word.toLowerCase())).join(' ');
}

function isAcronym(word: string): boolean {
  return word.length > 1 && word === word.toUpperCase();
}
