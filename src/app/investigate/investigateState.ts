import { type Place } from '../../core/diagnosis/place';
import { placeFromText, placeToText } from '../../core/diagnosis/placeText';
import { appPage } from '../shared/appPage';
import { readScope, type Scope, scopeParameters, textIn, type UrlQuery } from '../shared/scope';

/** What the page "Investigate" shows, as in its URL. */
export interface InvestigateState extends Scope {
  /** What is selected; absent: everything. */
  place?: Place;
  /** The title of the alert that led here. */
  alert?: string;
}

/** Reads the state from the parameters of the URL. Unknown values become the default. */
export function readInvestigateState(query: UrlQuery): InvestigateState {
  const place = placeFromText(textIn(query, 'place') ?? '');
  const alert = textIn(query, 'alert');
  return { ...readScope(query, 'now-30m'), ...(place && { place }), ...(alert !== undefined && { alert }) };
}

/** The parameters of the URL; null removes one. Defaults are not part of a URL. */
export function investigateParameters(state: InvestigateState): Record<string, string | null> {
  return {
    ...scopeParameters(state),
    place: state.place ? placeToText(state.place) : null,
    alert: state.alert ?? null,
  };
}

/** The address of the page with this state. */
export function investigateUrl(state: InvestigateState): string {
  const parameters = Object.entries(investigateParameters(state)).filter(
    (entry): entry is [string, string] => entry[1] !== null
  );
  return `${appPage('investigate')}?${new URLSearchParams(parameters).toString()}`;
}
