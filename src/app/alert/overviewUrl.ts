import { locationUtil } from '@grafana/data';
import { CORE_NETWORK_OVERVIEW_UID, NETWORK_OVERVIEW_UID } from '../../common/dashboards';
import { type Place } from '../../core/diagnosis/place';
import { getJson } from './getJson';
import { type InvestigateState } from '../investigate/investigateState';

/**
 * The address of the dashboard "Network overview" with the same time range and selection, for a Grafana without an Eastwest data
 * source. There, only the dashboard for Grafana without the plugins has data, if it exists.
 */
export async function overviewUrl({ place, watched, from, to }: InvestigateState): Promise<string> {
  const variables = {
    ...variablesOf(place),
    ...(watched && { [watched.kind]: watched.name }),
  };
  const parameters = Object.entries(variables).map(([name, value]): [string, string] => [`var-${name}`, value]);
  const query = new URLSearchParams([['from', from], ['to', to], ...parameters]);
  return locationUtil.assureBaseUrl(`/d/${await existingUid()}?${query.toString()}`);
}

function variablesOf(place: Place | undefined): Record<string, string> {
  switch (place?.kind) {
    case 'node':
    case 'interface':
      return { node: place.node };
    case 'workload':
      return { namespace: place.namespace };
    case 'pair':
      return variablesOf(place.client);
    default:
      return {};
  }
}

async function existingUid(): Promise<string> {
  const params = { type: 'dash-db', dashboardUIDs: CORE_NETWORK_OVERVIEW_UID };
  const found = await getJson('/api/search', params).catch(() => []);
  return Array.isArray(found) && found.length > 0 ? CORE_NETWORK_OVERVIEW_UID : NETWORK_OVERVIEW_UID;
}
