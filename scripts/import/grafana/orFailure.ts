import { ImportFailure } from '../importFailure';
import { versionOf } from './api';
import { type Grafana } from './client';

/**
 * What `attempt` gives, or its failure: that of one dashboard or rule does not stop the others. Throws only where
 * Grafana does not answer any more, because then all others fail, too.
 */
export async function orFailure<T>(grafana: Grafana, attempt: () => Promise<T>): Promise<T | ImportFailure> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof ImportFailure)) {
      throw error;
    }
    if (error.reason === 'no answer') {
      await versionOf(grafana);
    }
    return error;
  }
}
