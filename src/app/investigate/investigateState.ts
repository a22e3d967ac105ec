import { locationUtil } from '@grafana/data';
import { investigatePath, type InvestigateState } from '../../common/investigatePath';
import { placeFromText, placesFromText } from '../../core/diagnosis/placeText';
import { isNameable } from '../../core/diagnosis/nameable';
import { readComparison, readScope, textIn, type UrlQuery } from '../shared/scope';

export { investigateParameters, type InvestigateState } from '../../common/investigatePath';

/** Reads the state from the parameters of the URL. Unknown values become the default. */
export function readInvestigateState(query: UrlQuery): InvestigateState {
  const place = placeFromText(textIn(query, 'place') ?? '');
  const alert = textIn(query, 'alert');
  const comparison = readComparison(query);
  const pins = placesFromText(textIn(query, 'pins') ?? '').filter(isNameable);
  const notes = textIn(query, 'notes');
  return {
    ...readScope(query, 'now-30m'),
    // The variables of a dashboard can select all workloads or several.
    ...(place && isNameable(place) && { place }),
    ...(alert !== undefined && { alert }),
    ...(comparison && { comparison }),
    ...(pins.length > 0 && { pins }),
    ...(notes !== undefined && { notes }),
  };
}

/** The address of the page with this state. */
export function investigateUrl(state: InvestigateState): string {
  return locationUtil.assureBaseUrl(investigatePath(state));
}
