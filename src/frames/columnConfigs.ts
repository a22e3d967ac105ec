import { type FieldConfig } from '@grafana/data';
import { type End } from './columns';
import { type KnownPlaces, nodeLinks, pathLinks, podLink, resourceLink } from './flowLinks';

/** How Grafana shows the columns of a flows frame, by their names. */
export function columnConfigs(places: KnownPlaces): ReadonlyMap<string, FieldConfig> {
  return new Map<string, FieldConfig>([
    ...endConfigs('client', 'Client', places),
    ...endConfigs('server', 'Server', places),
    ['port', { displayName: 'Port', description: 'The server’s port; empty where only the server reported.' }],
    ['category', { displayName: 'Category' }],
    ...metricConfigs('bytes', {
      displayName: 'Bytes',
      unit: 'decbytes',
      description: 'Acknowledged TCP payload of both directions. Both ends count the same bytes: do not add.',
    }),
    ...metricConfigs('retransmissions', {
      displayName: 'Retransmissions',
      description: 'Segments that this end had to send again.',
    }),
    ...metricConfigs('timeouts', {
      displayName: 'Retransmission timeouts',
      description: 'Timeouts after which this end sent again.',
    }),
    ...metricConfigs('roundTripTimeMicroseconds', {
      displayName: 'Round-trip time',
      unit: 'µs',
      description: 'As this end measured it.',
    }),
    ['path', { displayName: 'Network path', links: pathLinks() }],
  ]);
}

type NamedConfig = [name: string, config: FieldConfig];

function endConfigs(end: End, title: string, places: KnownPlaces): NamedConfig[] {
  const shown = (member: string, label: string, more: FieldConfig = {}): NamedConfig => [
    `${end}${member}`,
    { displayName: `${title} ${label}`, ...more },
  ];
  return [
    shown('Workload', 'workload'),
    shown('WorkloadKind', 'workload kind'),
    shown('WorkloadConfidence', 'workload confidence'),
    shown('ExternalName', 'outside the cluster'),
    shown('ExternalKind', 'kind outside the cluster'),
    shown('ExternalCountry', 'country'),
    shown('ExternalPlace', 'place'),
    shown('ExternalAsNumber', 'autonomous system', {
      description: 'The number of the autonomous system, where the API told it.',
    }),
    shown('Namespace', 'namespace'),
    shown('Pod', 'pod', { links: [podLink(end, places)] }),
    shown('Service', 'service'),
    shown('Ip', 'address'),
    shown('Node', 'node', { links: nodeLinks(end, places) }),
    shown('ZoneId', 'zone id'),
    shown('ZoneName', 'zone'),
    shown('InstanceId', 'instance', { links: [resourceLink('instance', end, places)] }),
    shown('SubnetId', 'subnet', { links: [resourceLink('subnet', end, places)] }),
    shown('VpcId', 'VPC', { links: [resourceLink('vpc', end, places)] }),
    shown('Region', 'Region'),
  ];
}

function metricConfigs(metric: string, { displayName, ...config }: FieldConfig): NamedConfig[] {
  return [
    [`${metric}ByClient`, { displayName: `${displayName} by client`, ...config }],
    [`${metric}ByServer`, { displayName: `${displayName} by server`, ...config }],
  ];
}
