import { type Category } from './category';
import { areInDifferentZones, type Flow } from './flow';

/**
 * The category that follows from where both ends are, for sources that do not sort flows. What AWS
 * alone knows (which addresses are S3's, what lies behind a gateway) stays unclassified.
 */
export function categoryBetween({ client, server }: Pick<Flow, 'client' | 'server'>): Category {
  const crosses = areInDifferentZones(client, server);
  if (crosses === undefined) {
    return 'UNCLASSIFIED';
  }
  return crosses ? 'INTER_AZ' : 'INTRA_AZ';
}
