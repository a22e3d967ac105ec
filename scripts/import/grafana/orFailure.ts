import { ImportFailure } from '../importFailure';
import { versionOf } from './api';
import { type Grafana } from './client';

/**
 * The result of `attempt` or its failure, so that the failure of one dashboard or rule does not stop the others. Throws
 * only if Grafana no longer responds, because then all others fail too.
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
