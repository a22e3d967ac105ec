import { type ClusterFacts, noClusterFacts } from '../kubernetes/clusterFacts';
import { type Report, type ReportEnd } from './report';

const NO_FACTS = noClusterFacts();

/**
 * What Kubernetes knows of an end of a report. Where the facts are of several clusters, those of the end's own cluster
 * hold: an EC2 instance is in one cluster, and what has no instance is looked up where the report's agent is.
 */
export function factsFor(end: ReportEnd, { local, cluster: name }: Report, facts: ClusterFacts): ClusterFacts {
  return facts.ofCluster
    ? (facts.ofCluster({ instanceId: end.instanceId }) ??
        facts.ofCluster({ name, instanceId: local.instanceId }) ??
        NO_FACTS)
    : facts;
}
