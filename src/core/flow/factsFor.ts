import { type ClusterFacts, noClusterFacts } from '../kubernetes/clusterFacts';
import { type Report, type ReportEnd } from './report';

const NO_FACTS = noClusterFacts();

/**
 * The Kubernetes facts that apply to an end of a report. If there are facts of several clusters, those of the end's
 * cluster apply. An EC2 instance identifies the cluster; an end without an instance is looked up in the cluster of the
 * reporting agent.
 */
export function factsFor(end: ReportEnd, { local, cluster: name }: Report, facts: ClusterFacts): ClusterFacts {
  return facts.ofCluster
    ? (facts.ofCluster({ instanceId: end.instanceId }) ??
        facts.ofCluster({ name, instanceId: local.instanceId }) ??
        NO_FACTS)
    : facts;
}
