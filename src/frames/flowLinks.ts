import { type DataLink, type DataLinkClickEvent } from '@grafana/data';
import { NETWORK_OVERVIEW_UID, NODE_UID } from '../common/dashboards';
import { type ConsoleKind, consoleLink } from '../core/aws/consoleLinks';
import { regionOfZone } from '../core/aws/region';
import { type Endpoint, type Flow, type PathConstruct } from '../core/flow/flow';
import { decodePath } from './path';

/** Which end of a flow a cell is about. */
type End = 'client' | 'server';

/** What flows tell of the things in their cells, when the columns beside them are hidden. */
export interface KnownPlaces {
  /** Of an instance, subnet or VPC; undefined where nobody told. */
  regionOf(id: string): string | undefined;
  /** Undefined where pods of several namespaces have the name. */
  namespaceOf(pod: string): string | undefined;
}

/** Looked through only when somebody looks at a link. */
export function placesIn(flows: readonly Flow[]): KnownPlaces {
  let known: { regions: Map<string, string>; namespaces: Map<string, string | undefined> } | undefined;
  const places = () => (known ??= learned(flows.flatMap(({ client, server }) => [client, server])));
  return { regionOf: (id) => places().regions.get(id), namespaceOf: (pod) => places().namespaces.get(pod) };
}

function learned(ends: readonly Endpoint[]) {
  const regions = new Map<string, string>();
  const namespaces = new Map<string, string | undefined>();
  for (const { instanceId, subnetId, vpcId, region, zoneId = '', zoneName = '', namespace, pod } of ends) {
    const itsRegion = region ?? regionOfZone(zoneId) ?? regionOfZone(zoneName);
    for (const id of [instanceId, subnetId, vpcId]) {
      if (id !== undefined && itsRegion !== undefined) {
        regions.set(id, itsRegion);
      }
    }
    if (pod !== undefined) {
      namespaces.set(pod, namespaces.has(pod) && namespaces.get(pod) !== namespace ? undefined : namespace);
    }
  }
  return { regions, namespaces };
}

/** What is known where a link is shown: texts are empty where nobody knows. */
interface Place {
  /** In the cell of the link. */
  value: string;
  /** In the cell of the same row under a field of that name. */
  cell(fieldName: string): string;
  /** The dashboard's range as a part of an address. */
  timeRange: string;
}

const PAGE_TITLES: Record<ConsoleKind, string> = {
  instance: 'Instance in the AWS console',
  networkInterface: 'Network interface in the AWS console',
  subnet: 'Subnet in the AWS console',
  vpc: 'VPC in the AWS console',
};

/** To the page of the resource in the cell; none where its Region is not known. */
export function resourceLink(kind: ConsoleKind, end: End, { regionOf }: KnownPlaces): DataLink {
  const urlOf = (place: Place) =>
    consoleLink({ kind, id: place.value, region: regionInRow(end, place) ?? regionOf(place.value) });
  return { ...link(PAGE_TITLES[kind], urlOf), targetBlank: true };
}

/** To the network interfaces at both ends of the path in the cell. */
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

/** To the dashboard where an investigation starts, for the namespace of the pod in the cell. */
export function podLink(end: End, { namespaceOf }: KnownPlaces): DataLink {
  return link('Network overview of the namespace', (place) =>
    dashboardOf('namespace', place.cell(`${end}Namespace`) || (namespaceOf(place.value) ?? ''), place)
  );
}

/** To the dashboard of the node in the cell. */
export function nodeLink(): DataLink {
  return link('Node network', (place) => dashboardOf('node', place.value, place));
}

/**
 * A link that is worked out where it is shown. Grafana's own templates can neither leave it out of a row nor
 * choose a console by the Region.
 */
function link(title: string, urlOf: (place: Place) => string | undefined): DataLink {
  return { title, url: '', onBuildUrl: (event: DataLinkClickEvent) => urlOf(placeOf(event)) ?? '' };
}

function placeOf({ replaceVariables }: DataLinkClickEvent): Place {
  const filled = (template: string) => {
    const text = replaceVariables?.(template) ?? template;
    // What Grafana does not know there it leaves as it is.
    return text === template ? '' : text;
  };
  return {
    value: filled('${__value.raw}'),
    cell: (fieldName) => filled(`\${__data.fields.${fieldName}}`),
    timeRange: filled('${__url_time_range}'),
  };
}

function regionInRow(end: End, { cell }: Place): string | undefined {
  return cell(`${end}Region`) || (regionOfZone(cell(`${end}ZoneId`)) ?? regionOfZone(cell(`${end}ZoneName`)));
}

const DASHBOARDS = { namespace: NETWORK_OVERVIEW_UID, node: NODE_UID };

/** The dashboard of something, with its name and the time range kept. */
function dashboardOf(variable: keyof typeof DASHBOARDS, name: string, { timeRange }: Place): string | undefined {
  const parameters = [`var-${variable}=${encodeURIComponent(name)}`, timeRange].filter((part) => part !== '').join('&');
  return name === '' ? undefined : `/d/${DASHBOARDS[variable]}?${parameters}`;
}
