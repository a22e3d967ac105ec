import { type LabelFilter } from '../../src/core/prometheus/matcher';
import { type FlowFilter } from '../../src/core/flow/filter';
import { type GroupField } from '../../src/core/flow/groupField';
import { type PairFilter } from '../../src/core/prometheus/flowSeries/pairTraffic';
import { CLUSTER_LABEL, FLOWS_IN_CLUSTER, IN_CLUSTER } from '../prometheus';

/** The filters of a flows query in terms of the agents' flow series. */
export interface FlowSelection {
  clusterLabel: string;
  filters: PairFilter[];
  matchers: LabelFilter[];
  kubeMatchers: LabelFilter[];
}

/** Undefined if the series cannot express a filter, such as a category. */
export function flowSelection(filters: readonly FlowFilter[] = []): FlowSelection | undefined {
  const selection: FlowSelection = {
    clusterLabel: CLUSTER_LABEL,
    filters: [],
    matchers: [FLOWS_IN_CLUSTER],
    kubeMatchers: [IN_CLUSTER],
  };
  for (const { side, field, operator, value } of filters) {
    const isPositive = operator === '=' || operator === '=~';
    if (isPositive && (field === 'name' || field === 'namespace' || field === 'pod') && side !== 'both') {
      selection.filters.push({ side, label: field, pattern: value });
    } else if (isPositive && field === 'node' && side === 'either') {
      // The flows that the agent of a node reports start or end on that node.
      selection.matchers.push({ label: 'k8s_node', operator: '=~', value });
    } else {
      return undefined;
    }
  }
  return selection;
}

const LABELS = {
  clientName: 'client_name',
  clientNamespace: 'client_namespace',
  clientPod: 'client_pod',
  serverName: 'server_name',
  serverNamespace: 'server_namespace',
  serverPod: 'server_pod',
  port: 'port',
} as const;

const ZONE_LABELS = { clientZone: 'client_zone', serverZone: 'server_zone' } as const;

type Labeled<Label> = Array<{ field: GroupField; label: Label }>;

/** The labels to group by. Fields that the series do not have are omitted. */
export function groupLabels(fields: readonly GroupField[] = []) {
  return labeled(fields, LABELS);
}

/** The zone labels to group by, if all fields are zones; undefined otherwise. */
export function zoneLabels(fields: readonly GroupField[] = []) {
  const labels = labeled(fields, ZONE_LABELS);
  return labels.length > 0 && labels.length === fields.length ? labels : undefined;
}

function labeled<Label extends string>(
  fields: readonly GroupField[],
  labels: Readonly<Partial<Record<GroupField, Label>>>
): Labeled<Label> {
  return fields.flatMap((field) => {
    const label = labels[field];
    return label === undefined ? [] : [{ field, label }];
  });
}
