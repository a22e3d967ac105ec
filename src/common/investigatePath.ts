import { type Comparison } from '../core/diagnosis/comparison';
import { type Place } from '../core/diagnosis/place';
import { placesToText, placeToText } from '../core/diagnosis/placeText';
import { type Watched } from '../core/query/flowsQuery';
import { APP_ID } from './pluginIds';

/** The path of the page "Investigate", without the sub path of Grafana. */
export const INVESTIGATE_PATH = `/a/${APP_ID}/investigate`;

/** What a page is about, as in its URL. */
export interface Scope {
  /** The UID of the data source; absent: the first one. */
  dataSource?: string;
  /** Absent: the only monitor or cluster. */
  watched?: Watched;
  /** The time range as in Grafana's URLs: "now-6h", or a time in ISO 8601. */
  from: string;
  to: string;
}

/** What the page "Investigate" shows, as in its URL. */
export interface InvestigateState extends Scope {
  /** What is selected; absent: everything. */
  place?: Place;
  /** The title of the alert that led here. */
  alert?: string;
  /** The earlier time that the traffic is compared with; absent: none. */
  comparison?: Comparison;
  /** Places to return to. */
  pins?: readonly Place[];
  /** What the user wrote for the report. */
  notes?: string;
}

/** The parameters of a URL; null removes one. */
export function scopeParameters({ dataSource, watched, from, to }: Scope): Record<string, string | null> {
  return {
    ds: dataSource ?? null,
    monitor: watched?.kind === 'monitor' ? watched.name : null,
    cluster: watched?.kind === 'cluster' ? watched.name : null,
    from,
    to,
  };
}

/** The parameters of the URL of "Investigate"; null removes one. Defaults are not part of a URL. */
export function investigateParameters({
  place,
  alert,
  comparison,
  pins = [],
  notes,
  ...scope
}: InvestigateState): Record<string, string | null> {
  return {
    ...scopeParameters(scope),
    place: place ? placeToText(place) : null,
    alert: alert ?? null,
    compare: comparison ?? null,
    pins: pins.length > 0 ? placesToText(pins) : null,
    notes: notes ?? null,
  };
}

/** The path of the page "Investigate" with this state, without the sub path of Grafana. */
export function investigatePath(state: InvestigateState): string {
  const parameters = Object.entries(investigateParameters(state)).filter(
    (entry): entry is [string, string] => entry[1] !== null && entry[1] !== ''
  );
  return `${INVESTIGATE_PATH}?${new URLSearchParams(parameters).toString()}`;
}
