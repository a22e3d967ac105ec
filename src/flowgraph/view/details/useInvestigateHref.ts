import { locationUtil } from '@grafana/data';
import { getTemplateSrv, locationService } from '@grafana/runtime';
import { useMemo } from 'react';
import { INVESTIGATE_PATH, investigatePath } from '../../../common/investigatePath';
import { type Place } from '../../../core/diagnosis/place';
import { type Watched } from '../../../core/query/flowsQuery';
import { type Target } from '../../canvas/highlight';
import { placeOfTarget } from '../../model/placeOfTarget';
import { type TreeOfData } from '../../model/treeOfData';
import { type PanelSource } from '../../queries/panelSource';

/**
 * The address of the app's page "Investigate" with the selection, the data source, and the time range of the panel. Undefined on
 * that page itself, for a selection that is not one place, and for data of other data sources. Grafana shows the panel only if
 * the app is enabled, because the panel is a part of it.
 */
export function useInvestigateHref(
  panelSource: PanelSource | undefined,
  { tree, flows }: TreeOfData,
  { kind, id }: Target
): string | undefined {
  const place = useMemo(
    () => (panelSource ? placeOfTarget({ tree, ...(flows && { flows }) }, { kind, id }) : undefined),
    [panelSource, tree, flows, kind, id]
  );
  const isThere = locationService.getLocation().pathname.endsWith(INVESTIGATE_PATH);
  return panelSource && place && !isThere ? hrefOf(panelSource, place) : undefined;
}

function hrefOf({ request, target }: PanelSource, place: Place): string {
  const replace = (text = '') => getTemplateSrv().replace(text, request.scopedVars);
  const { from, to } = request.range;
  const watched = watchedOf(replace(target.monitor), replace(target.cluster));
  return locationUtil.assureBaseUrl(
    investigatePath({
      dataSource: replace(target.datasource?.uid),
      ...(watched && { watched }),
      from: from.toISOString(),
      to: to.toISOString(),
      place,
    })
  );
}

function watchedOf(monitor: string, cluster: string): Watched | undefined {
  if (cluster !== '') {
    return { kind: 'cluster', name: cluster };
  }
  return monitor === '' ? undefined : { kind: 'monitor', name: monitor };
}
