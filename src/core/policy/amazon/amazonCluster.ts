import { type ClusterIndex } from '../clusterIndex';
import { type Protocol } from '../policies';
import { type AmazonEnforcement } from './enforcement';
import { type RuleSets } from './ruleSets';

/** The port that the agent sees: of the ClusterIP at the client, of the pod at the server. */
export interface WantedPort {
  protocol: Protocol;
  port: number;
}

/** A cluster with the rules that Amazon's controller and agents enforce. */
export interface AmazonCluster {
  index: ClusterIndex;
  ruleSets: RuleSets;
  enforcement: AmazonEnforcement;
}
