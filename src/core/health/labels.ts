import { clusterLabels } from '../prometheus/agent/collection';
import { type Finding } from './finding';
import {
  clusterLabelMissing,
  clusterLabelPartlyMissing,
  clustersFound,
  LABELS_RENAMED,
  noClusterLabel,
} from './messages';

/** The labels of the agents' series. */
export interface LabelFacts {
  /** The cluster label in the settings. */
  clusterLabel?: string;
  /** The existing combinations of the labels in {@link clusterLabels}. A label that a series lacks is absent or `""`. */
  clusters: ReadonlyArray<Readonly<Record<string, string | undefined>>>;
  /** The number of series that have the agent's labels as `exported_*`. */
  renamed: number;
}

/** Whether labels distinguish clusters, and whether the agents' labels kept their names. */
export function labelFindings(facts: LabelFacts): Finding[] {
  return [...clusterFindings(facts), ...(facts.renamed > 0 ? [finding('info', LABELS_RENAMED)] : [])];
}

function clusterFindings(facts: LabelFacts): Finding[] {
  if (facts.clusters.length === 0) {
    return [];
  }
  return facts.clusterLabel === undefined ? withoutClusterLabel(facts) : withClusterLabel(facts.clusterLabel, facts);
}

function withClusterLabel(label: string, { clusters }: LabelFacts): Finding[] {
  const values = valuesOf(label, clusters);
  if (values.length === 0) {
    return [finding('warning', clusterLabelMissing(label))];
  }
  const isPartlyMissing = clusters.some((labels) => !labels[label]);
  return [
    finding('fine', clustersFound(values, label)),
    ...(isPartlyMissing ? [finding('warning', clusterLabelPartlyMissing(label))] : []),
  ];
}

function withoutClusterLabel({ clusters }: LabelFacts): Finding[] {
  const label = clusterLabels({}).find((name) => valuesOf(name, clusters).length > 1);
  return label === undefined ? [] : [finding('warning', noClusterLabel(valuesOf(label, clusters), label))];
}

function valuesOf(label: string, clusters: LabelFacts['clusters']): string[] {
  return [...new Set(clusters.flatMap((labels) => labels[label] || []))].sort();
}

function finding(state: Finding['state'], text: string): Finding {
  return { part: 'Labels', state, text };
}
