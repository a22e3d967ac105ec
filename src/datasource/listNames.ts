import { type TimeRange } from '@grafana/data';
import { firstValueFrom, map } from 'rxjs';
import { listMonitors } from '../flowapi/monitors';
import { listPerformanceMonitors } from '../flowapi/performanceMonitors';
import { listScopes } from '../flowapi/scopes';
import { findNames } from './metrics/findNames';
import { type Sources } from './sources';

/** What can be listed, as dashboard variables write it. */
const LISTS = ['monitors', 'namespaces', 'nodes', 'performanceMonitors', 'scopes'] as const;

/** Names for a dashboard variable or an editor. Errors with what went wrong, and with what can be listed. */
export async function listNames(what: string, sources: Sources, range?: TimeRange): Promise<string[]> {
  const { client, settings } = sources;
  switch (LISTS.find((known) => known === (what || 'monitors'))) {
    case 'monitors':
      return firstValueFrom(listMonitors(client).pipe(map((all) => all.map(({ monitorName }) => monitorName))));
    case 'performanceMonitors':
      return firstValueFrom(listPerformanceMonitors(client).pipe(map((all) => all.map(({ name }) => name))));
    case 'scopes':
      return firstValueFrom(listScopes(client).pipe(map((all) => all.map(({ scopeId }) => scopeId))));
    case 'namespaces':
      return findNames('namespaces', settings.prometheusUid, range);
    case 'nodes':
      return findNames('nodes', settings.prometheusUid, range);
    case undefined:
      throw new Error(`"${what}" cannot be listed. Write one of: ${LISTS.join(', ')}.`);
  }
}
