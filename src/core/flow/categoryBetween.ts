import { type Category } from './category';
import { areInDifferentZones, type Flow } from './flow';

/**
 * The category that follows from the zones of both ends, for sources without categories. Facts that only AWS knows
 * (addresses of Amazon S3, destinations behind a gateway) remain unclassified.
 */
export function categoryBetween({ client, server }: Pick<Flow, 'client' | 'server'>): Category {
  const crosses = areInDifferentZones(client, server);
  if (crosses === undefined) {
    return 'UNCLASSIFIED';
  }
  return crosses ? 'INTER_AZ' : 'INTRA_AZ';
}
