import { type FieldConfig } from '@grafana/data';
import { type End } from './columns';
import { type KnownPlaces, nodeLinks, pathLinks, podLinks, resourceLink } from './flowLinks';

/** The field configurations of a flows frame, by column name. */
export function columnConfigs(places: KnownPlaces): ReadonlyMap<string, FieldConfig> {
  return new Map<string, FieldConfig>([
    ...endConfigs('client', 'Client', places),
    ...endConfigs('server', 'Server', places),
    ['port', { displayName: 'Port', description: 'Server port. It is empty if only the server reported the flow.' }],
    ['category', { displayName: 'Category' }],
    ...metricConfigs('bytes', {
      displayName: 'Bytes',
      unit: 'decbytes',
      description:
        'Acknowledged TCP payload of both directions. Both ends report the same bytes, so do not add them up.',
    }),
    ...metricConfigs('retransmissions', {
      displayName: 'Retransmissions',
      description: 'Segments that this end retransmitted.',
    }),
    ...metricConfigs('timeouts', {
      displayName: 'Retransmission timeouts',
      description: 'Retransmission timeouts at this end.',
    }),
    ...metricConfigs('roundTripTimeMicroseconds', {
      displayName: 'Round-trip time',
      unit: 'µs',
      description: 'Round-trip time as measured by this end.',
    }),
    ['path', { displayName: 'Network path', links: pathLinks() }],
    ['verdict', { displayName: 'Verdict', description: 'The verdict of network policies' }],
    ['verdictReason', { displayName: 'Reason' }],
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
    shown('ExternalName', 'external name'),
    shown('ExternalKind', 'external type'),
    shown('ExternalCountry', 'country'),
    shown('ExternalPlace', 'place'),
    shown('ExternalAsNumber', 'autonomous system', {
      description: 'Number of the autonomous system, if the flow API reports it.',
    }),
    shown('Namespace', 'namespace'),
    shown('Pod', 'pod', { links: podLinks(end, places) }),
    shown('Service', 'service'),
    shown('Ip', 'address'),
    shown('Node', 'node', { links: nodeLinks(end, places) }),
    shown('ZoneId', 'zone ID'),
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
