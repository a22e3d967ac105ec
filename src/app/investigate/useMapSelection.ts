import { useEffect, useRef, useState } from 'react';
import { graphTargetOf, placeOfGraphTarget } from '../../core/diagnosis/graphTarget';
import { isSamePlace, type Place } from '../../core/diagnosis/place';
import { placeToText } from '../../core/diagnosis/placeText';
import { type Flow } from '../../core/flow/flow';
import { GROUPINGS, type Grouping } from '../../core/graph/level';
import { isRecord } from '../../core/json';
import { textIn, type UrlQuery } from '../shared/scope';

/** The parameter to which the flow graph writes its view. Panels on pages of apps have the ID 1. */
const PARAMETER = 'flowgraph-1';

/** The part of the map's view that the page needs. */
interface MapView {
  grouping: Grouping;
  selected?: string;
}

interface MapSelection {
  /** Changes when the map has to show another selection. */
  key: string;
  /** The options of the panel that select the place. */
  options: { grouping?: Grouping; selected?: string };
}

/**
 * Keeps the selection in the map and the place of the page the same. A link to another place shows the map again with that
 * place, and a selection in the map changes the place of the page.
 */
export function useMapSelection(
  query: UrlQuery,
  place: Place | undefined,
  flows: readonly Flow[],
  onPlace: (place: Place | undefined) => void
): MapSelection {
  const view = viewIn(query);
  const target = place && graphTargetOf(place, flows);
  const text = place ? placeToText(place) : '';
  const [shown, setShown] = useState(text);
  const last = useRef<string | undefined>(undefined);
  // A link has no view of the map: it shows another place.
  if (view === undefined && shown !== text) {
    setShown(text);
  }
  const selected = view?.selected;
  useEffect(() => {
    const isDeselected = last.current !== undefined && view !== undefined && selected === undefined;
    last.current = selected;
    const chosen =
      view && selected !== undefined ? placeOfGraphTarget({ grouping: view.grouping, id: selected }, flows) : undefined;
    if (isDeselected) {
      onPlace(undefined);
    } else if (chosen && !(place && isSamePlace(chosen, place)) && selected !== target?.id) {
      onPlace(chosen);
    }
    // Only a selection in the map changes the place.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selected]);
  return { key: shown, options: target ? { grouping: target.grouping, selected: target.id } : {} };
}

function viewIn(query: UrlQuery): MapView | undefined {
  try {
    const view: unknown = JSON.parse(textIn(query, PARAMETER) ?? '');
    if (!isRecord(view)) {
      return undefined;
    }
    const grouping = GROUPINGS.find((known) => known === view.grouping) ?? 'namespace';
    return { grouping, ...(typeof view.selected === 'string' && { selected: view.selected }) };
  } catch {
    return undefined;
  }
}
