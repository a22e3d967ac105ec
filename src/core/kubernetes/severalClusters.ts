import { type ClusterFacts, clusterFacts, type KubeStateSeries, type Labels, noClusterFacts } from './clusterFacts';

/**
 * The facts of several clusters from series of kube-state-metrics with a cluster label. If no series has the label, all of
 * them belong to the only cluster.
 */
export function factsByCluster(series: KubeStateSeries, clusterLabel: string): ClusterFacts {
  const clusters = new Map<string, KubeStateSeries>();
  for (const name of Object.keys(series) as Array<keyof KubeStateSeries>) {
    for (const [cluster, ofCluster] of groupedBy(clusterLabel, series[name])) {
      clusters.set(cluster, { ...(clusters.get(cluster) ?? NO_SERIES), [name]: ofCluster });
    }
  }
  const named = [...clusters].filter(([name]) => name !== '');
  return named.length === 0
    ? clusterFacts(series)
    : severalClusters(new Map(named.map(([name, ofCluster]) => [name, clusterFacts(ofCluster)])));
}

const NO_SERIES: KubeStateSeries = { pods: [], podOwners: [], replicaSetOwners: [], jobOwners: [], nodes: [] };

function groupedBy(label: string, series: readonly Labels[]): Map<string, Labels[]> {
  const groups = new Map<string, Labels[]>();
  for (const labels of series) {
    const value = labels[label] ?? '';
    const group = groups.get(value);
    if (group) {
      group.push(labels);
    } else {
      groups.set(value, [labels]);
    }
  }
  return groups;
}

/**
 * Clusters can have the same addresses and names, so the facts of each apply only within it. An EC2 instance is in one cluster,
 * so nodes can be looked up by their instance.
 */
function severalClusters(byName: ReadonlyMap<string, ClusterFacts>): ClusterFacts {
  const ofInstance = (instanceId: string) => [...byName.values()].find((facts) => facts.nodeOfInstance(instanceId));
  return {
    ...noClusterFacts(),
    nodeOfInstance: (instanceId) => ofInstance(instanceId)?.nodeOfInstance(instanceId),
    ofCluster: ({ name, instanceId }) =>
      (name === undefined ? undefined : byName.get(name)) ??
      (instanceId === undefined ? undefined : ofInstance(instanceId)),
  };
}
