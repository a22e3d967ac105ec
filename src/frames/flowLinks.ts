import { type DataLink, type DataLinkClickEvent } from '@grafana/data';
import { NODE_UID, WORKLOAD_UID } from '../common/dashboards';
import { investigatePath } from '../common/investigatePath';
import { type ConsoleKind, consoleLink } from '../core/aws/consoleLinks';
import { regionOfZone } from '../core/aws/region';
import { endPlaceOf } from '../core/diagnosis/isAt';
import { type EndPlace, isSamePlace, type Place as NetworkPlace } from '../core/diagnosis/place';
import { endpointField } from '../core/flow/filter';
import { urlPart } from '../core/urlPart';
import { type Endpoint, type Flow, type PathConstruct } from '../core/flow/flow';
import { type GroupField } from '../core/flow/groupField';
import { decodePath } from './path';

/** The end of a flow that a cell describes. */
type End = 'client' | 'server';

/** Facts about cells that are known from all flows, for tables in which the neighboring columns are hidden. */
export interface KnownPlaces {
  /** The Region of an instance, subnet or VPC; undefined if unknown. */
  regionOf(id: string): string | undefined;
  /** Undefined if pods in several namespaces have this name. */
  namespaceOf(pod: string): string | undefined;
  /** The ID of a node's instance; undefined if no flow reports it. */
  instanceOf(node: string): string | undefined;
  /** The place of an end by its display name; undefined if several places have this name. */
  placeOf(name: string): EndPlace | undefined;
  /** The place of a pod: its workload, if it is known. */
  placeOfPod(namespace: string, pod: string): EndPlace | undefined;
}

/** Evaluated only when a link is shown. */
export function placesIn(flows: readonly Flow[]): KnownPlaces {
  let known: ReturnType<typeof learned> | undefined;
  const places = () => (known ??= learned(flows.flatMap(({ client, server }) => [client, server])));
  return {
    regionOf: (id) => places().regions.get(id),
    namespaceOf: (pod) => places().namespaces.get(pod),
    instanceOf: (node) => places().instances.get(node),
    placeOf: (name) => places().byName.get(name),
    placeOfPod: (namespace, pod) => places().byPod.get(podKey(namespace, pod)),
  };
}

function learned(ends: readonly Endpoint[]) {
  const regions = new Map<string, string>();
  const namespaces = new Map<string, string | undefined>();
  const instances = new Map<string, string>();
  const byName = new Map<string, EndPlace | undefined>();
  const byPod = new Map<string, EndPlace>();
  for (const end of ends) {
    const { instanceId, subnetId, vpcId, region, zoneId = '', zoneName = '', namespace, pod, node } = end;
    const itsRegion = region ?? regionOfZone(zoneId) ?? regionOfZone(zoneName);
    for (const id of [instanceId, subnetId, vpcId]) {
      if (id !== undefined && itsRegion !== undefined) {
        regions.set(id, itsRegion);
      }
    }
    if (pod !== undefined) {
      byPod.set(podKey(namespace, pod), endPlaceOf(end));
      namespaces.set(pod, namespaces.has(pod) && namespaces.get(pod) !== namespace ? undefined : namespace);
    }
    if (node !== undefined && instanceId !== undefined) {
      instances.set(node, instanceId);
    }
    const name = endpointField(end, 'name');
    if (name !== undefined) {
      byName.set(name, sameOf(byName, name, endPlaceOf(end)));
    }
  }
  return { regions, namespaces, instances, byName, byPod };
}

function podKey(namespace: string | undefined, pod: string): string {
  return JSON.stringify([namespace ?? '', pod]);
}

/** A place with this name; undefined if another place has the name, too. */
function sameOf(
  places: ReadonlyMap<string, EndPlace | undefined>,
  name: string,
  place: EndPlace
): EndPlace | undefined {
  const known = places.get(name);
  return !places.has(name) || (known !== undefined && isSamePlace(known, place)) ? place : undefined;
}

/** The context of a link. Unknown texts are empty. */
interface Place {
  /** The value of the cell with the link. */
  value: string;
  /** The cell of the same row in the given field. */
  cell(fieldName: string): string;
  /** URL parameters that other dashboards take over: data source, monitor and time range. */
  context: string[];
  /** The same for the page "Investigate". */
  scope: Record<'dataSource' | 'monitor' | 'from' | 'to', string>;
}

const PAGE_TITLES: Record<ConsoleKind, string> = {
  instance: 'Instance in the AWS console',
  networkInterface: 'Network interface in the AWS console',
  subnet: 'Subnet in the AWS console',
  vpc: 'VPC in the AWS console',
};

/** A link to the console page of the resource in the cell; none if its Region is unknown. */
export function resourceLink(kind: ConsoleKind, end: End, { regionOf }: KnownPlaces): DataLink {
  const urlOf = (place: Place) =>
    consoleLink({ kind, id: place.value, region: regionInRow(end, place) ?? regionOf(place.value) });
  return { ...link(PAGE_TITLES[kind], urlOf), targetBlank: true };
}

/** Links to the network interfaces at both ends of the path in the cell. */
export function pathLinks(): DataLink[] {
  const interfaceLink = (end: End, pick: (interfaces: PathConstruct[]) => PathConstruct | undefined): DataLink => {
    const urlOf = (place: Place) => {
      const found = pick(decodePath(place.value).filter(({ id }) => id?.startsWith('eni-')));
      const region = found?.arn?.split(':')[3] || regionInRow(end, place);
      return consoleLink({ kind: 'networkInterface', id: found?.id, region });
    };
    return { ...link(`Network interface at the ${end} in the AWS console`, urlOf), targetBlank: true };
  };
  return [
    interfaceLink('client', ([first]) => first),
    interfaceLink('server', (interfaces) => (interfaces.length > 1 ? interfaces.at(-1) : undefined)),
  ];
}

/** Links to the dashboard of the pod in the cell, and to "Investigate" with its workload. */
export function podLinks(end: End, { namespaceOf, placeOfPod }: KnownPlaces): DataLink[] {
  const namespaceIn = ({ cell, value }: Place) => cell(`${end}Namespace`) || namespaceOf(value);
  return [
    link('Workload network', (place) => {
      const namespace = namespaceIn(place);
      return namespace && place.value ? dashboardUrl(WORKLOAD_UID, { namespace, pod: place.value }, place) : undefined;
    }),
    investigateLink('Investigate', (place) => placeOfPod(namespaceIn(place) ?? '', place.value)),
  ];
}

/** A link to the dashboard of the workload in the cell, "namespace/workload"; none for external endpoints. */
function workloadLink(): DataLink {
  return link('Workload network', (place) => {
    const [, namespace, workload] = /^([a-z0-9-]+)\/([a-z0-9.-]+)$/.exec(place.value) ?? [];
    return namespace && workload ? dashboardUrl(WORKLOAD_UID, { namespace, workload }, place) : undefined;
  });
}

/** A link to the page "Investigate" with the workload, node, or external endpoint in the cell. */
function endLink({ placeOf }: KnownPlaces): DataLink {
  return investigateLink('Investigate', ({ value }) => placeOf(value));
}

/** The same for the client and the server in the row. */
function pairLink({ placeOf }: KnownPlaces): DataLink {
  return investigateLink('Investigate client and server', ({ cell }) => {
    const [client, server] = [placeOf(cell('clientName')), placeOf(cell('serverName'))];
    return client && server && { kind: 'pair', client, server };
  });
}

function investigateLink(title: string, placeOf: (place: Place) => NetworkPlace | undefined): DataLink {
  return link(title, (cell) => {
    const { dataSource, monitor, from, to } = cell.scope;
    const place = placeOf(cell);
    return (
      place &&
      investigatePath({
        place,
        dataSource,
        from,
        to,
        ...(monitor !== '' && { watched: { kind: 'monitor', name: monitor } }),
      })
    );
  });
}

/** A link from a line of a chart to "Investigate", if lines are grouped by client, by server, or by both, and these have names. */
export function lineLinks(groupBy: readonly GroupField[], { client, server }: Flow): DataLink[] {
  const ends = [
    ...(groupBy.includes('clientName') ? [client] : []),
    ...(groupBy.includes('serverName') ? [server] : []),
  ];
  const [first, second] = ends.map(endPlaceOf);
  if (first === undefined || ends.some((end) => endpointField(end, 'name') === undefined)) {
    return [];
  }
  const place: NetworkPlace = second ? { kind: 'pair', client: first, server: second } : first;
  return [investigateLink('Investigate', () => place)];
}

/** Links to the dashboard of the node in the cell, to "Investigate", and to the console page of its instance. */
export function nodeLinks(end: End, { instanceOf, regionOf }: KnownPlaces): DataLink[] {
  const instanceUrl = (place: Place) => {
    const id = place.cell(`${end}InstanceId`) || place.cell(`${end}Instance`) || instanceOf(place.value);
    return consoleLink({ kind: 'instance', id, region: regionInRow(end, place) ?? regionOf(id ?? '') });
  };
  return [
    link('Node network', (place) => (place.value ? dashboardUrl(NODE_UID, { node: place.value }, place) : undefined)),
    investigateLink('Investigate', ({ value }) => (value ? { kind: 'node', node: value } : undefined)),
    { ...link(PAGE_TITLES.instance, instanceUrl), targetBlank: true },
  ];
}

/** The links of a field that flows are grouped by. */
export function groupLinks(field: GroupField, places: KnownPlaces): DataLink[] {
  const end: End = field.startsWith('client') ? 'client' : 'server';
  switch (field.replace(/^(client|server)/, '')) {
    case 'Name':
      return [workloadLink(), endLink(places), pairLink(places)];
    case 'Pod':
      return podLinks(end, places);
    case 'Node':
      return nodeLinks(end, places);
    case 'Instance':
      return [resourceLink('instance', end, places)];
    case 'Subnet':
      return [resourceLink('subnet', end, places)];
    case 'Vpc':
      return [resourceLink('vpc', end, places)];
    default:
      return [];
  }
}

/**
 * A link whose URL is built when it is shown. Grafana's templates can neither omit a link in some rows nor choose a
 * console by Region. Explore turns a link without a URL into "about:blank", but omits a link whose `url` refers to a
 * value that the cell does not have.
 */
function link(title: string, urlOf: (place: Place) => string | undefined): DataLink {
  return { title, url: '${__value.raw}', onBuildUrl: (event: DataLinkClickEvent) => urlOf(placeOf(event)) ?? '' };
}

function placeOf({ replaceVariables }: DataLinkClickEvent): Place {
  const filled = (template: string) => {
    const text = replaceVariables?.(template) ?? template;
    // Grafana leaves unknown variables unchanged.
    return text === template ? '' : text;
  };
  return {
    value: filled('${__value.raw}'),
    cell: (fieldName) => filled(`\${__data.fields.${fieldName}}`),
    context: ['${flows:queryparam}', '${monitor:queryparam}', '${__url_time_range}'].map(filled),
    scope: {
      dataSource: filled('${flows}'),
      monitor: filled('${monitor}'),
      from: filled('${__from:date:iso}'),
      to: filled('${__to:date:iso}'),
    },
  };
}

function regionInRow(end: End, { cell }: Place): string | undefined {
  return cell(`${end}Region`) || (regionOfZone(cell(`${end}ZoneId`)) ?? regionOfZone(cell(`${end}ZoneName`)));
}

/** The URL of a dashboard with variables, and with the parameters that it takes over from the page with the link. */
function dashboardUrl(uid: string, variables: Record<string, string>, { context }: Place): string {
  const chosen = Object.entries(variables).map(([name, value]) => `var-${name}=${urlPart(value)}`);
  return `/d/${uid}?${[...chosen, ...context.filter((part) => part !== '')].join('&')}`;
}
