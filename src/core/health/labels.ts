import { clusterLabels } from '../prometheus/agent/collection';
import { someNames } from '../someNames';
import { type Finding } from './finding';

/** How the agents' series are labelled. */
export interface LabelFacts {
  /** The label that the settings name to tell clusters apart. */
  clusterLabel?: string;
  /** The combinations of the labels in {@link clusterLabels} that there are; without or `""` where one is absent. */
  clusters: ReadonlyArray<Readonly<Record<string, string | undefined>>>;
  /** How many series have the agent's labels as `exported_*`. */
  renamed: number;
}

/** Whether clusters can be told apart, and whether the agents' labels kept their names. */
export function labelFindings(facts: LabelFacts): Finding[] {
  return [...clusterFindings(facts), ...renamedFindings(facts)];
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
    const text = `The settings tell clusters apart by "${label}", which the agents' series do not have. Correct the label in the settings, or add it where Prometheus scrapes (docs/collection.md).`;
    return [finding('warning', text)];
  }
  const isPartly = clusters.some((labels) => !labels[label]);
  const count = values.length === 1 ? '1 cluster' : `${values.length} clusters`;
  return [
    finding('fine', `${count} by "${label}": ${someNames(values)}.`),
    ...(isPartly
      ? [
          finding(
            'warning',
            `Some series of the agents have no label "${label}". Add it wherever Prometheus scrapes agents.`
          ),
        ]
      : []),
  ];
}

function withoutClusterLabel({ clusters }: LabelFacts): Finding[] {
  const label = clusterLabels({}).find((one) => valuesOf(one, clusters).length > 1);
  if (label === undefined) {
    return [];
  }
  const values = valuesOf(label, clusters);
  const text = `This Prometheus holds ${values.length} clusters (${label}: ${someNames(values)}), and the settings name no cluster label: nodes and pods of one name are taken for the same. Enter "${label}" as the cluster label.`;
  return [finding('warning', text)];
}

function valuesOf(label: string, clusters: LabelFacts['clusters']): string[] {
  return [...new Set(clusters.flatMap((labels) => labels[label] || []))].sort();
}

function renamedFindings({ renamed }: LabelFacts): Finding[] {
  const text =
    "Prometheus renamed the agents' labels to exported_*. Queries here cope with that; what you write by hand has to name these. To keep the labels, set honor_labels: true in the job that scrapes the agents (docs/collection.md).";
  return renamed > 0 ? [finding('info', text)] : [];
}

function finding(state: Finding['state'], text: string): Finding {
  return { part: 'Labels', state, text };
}
