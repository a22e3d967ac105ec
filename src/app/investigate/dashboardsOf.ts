import { locationUtil } from '@grafana/data';
import {
  MONITORS_UID,
  NETWORK_OVERVIEW_UID,
  NODE_UID,
  WORKLOAD_UID,
  ZONES_AND_COST_UID,
} from '../../common/dashboards';
import { type InvestigateState } from '../../common/investigatePath';
import { isSamePlace, type Place } from '../../core/diagnosis/place';
import * as messages from './messages';

/** A dashboard about a place. */
export interface PlaceDashboard {
  title: string;
  href: string;
}

interface Draft {
  title: string;
  uid: string;
  /** The values of variables that select the place. */
  variables?: Record<string, string>;
}

/** The dashboards that show the selected place or its ends, with the same time range and data source. */
export function dashboardsOf(state: InvestigateState): PlaceDashboard[] {
  return draftsOf(state.place).map((draft) => ({ title: draft.title, href: hrefOf(draft, state) }));
}

function draftsOf(place: Place = { kind: 'cluster' }): Draft[] {
  switch (place.kind) {
    case 'node':
    case 'interface':
      return [{ title: messages.nodeDashboard(place.node), uid: NODE_UID, variables: { node: place.node } }];
    case 'workload': {
      const { namespace, workload } = place;
      return [{ title: messages.workloadDashboard(workload), uid: WORKLOAD_UID, variables: { namespace, workload } }];
    }
    case 'pair': {
      const { client, server, acrossZones = false } = place;
      const ends = isSamePlace(client, server) ? [client] : [client, server];
      return [...ends.flatMap(draftsOf), ...(acrossZones ? [ZONES_AND_COST] : [])];
    }
    case 'zonePair':
      return [ZONES_AND_COST];
    case 'monitor':
      return [{ title: messages.MONITORS_DASHBOARD, uid: MONITORS_UID }];
    case 'external':
      return [];
    case 'cluster':
      return [{ title: messages.OVERVIEW_DASHBOARD, uid: NETWORK_OVERVIEW_UID }];
  }
}

const ZONES_AND_COST: Draft = { title: messages.ZONES_DASHBOARD, uid: ZONES_AND_COST_UID };

function hrefOf({ uid, variables = {} }: Draft, { dataSource, watched, from, to }: InvestigateState): string {
  const chosen = {
    ...(dataSource !== undefined && { flows: dataSource }),
    ...(watched?.kind === 'monitor' && { monitor: watched.name }),
    ...variables,
  };
  const parameters = [
    ...Object.entries(chosen).map(([name, value]): [string, string] => [`var-${name}`, value]),
    ['from', timeInUrl(from)],
    ['to', timeInUrl(to)],
  ];
  // Monitors shows weeks of all monitors, and its variable has ARNs.
  const query = uid === MONITORS_UID ? '' : `?${new URLSearchParams(parameters).toString()}`;
  return locationUtil.assureBaseUrl(`/d/${uid}${query}`);
}

/** A time as all versions of Grafana read it in the URL of a dashboard: relative, or in milliseconds. */
function timeInUrl(time: string): string {
  const ms = time.includes('now') ? Number.NaN : Date.parse(time);
  return Number.isNaN(ms) ? time : String(ms);
}
