import { type DataQueryRequest } from '@grafana/data';
import { type DataQuery } from '@grafana/schema';
import { DATASOURCE_ID } from '../../common/pluginIds';
import { type SavedFlowsQuery } from '../../core/query/flowsQuery';

type FlowsTarget = DataQuery & SavedFlowsQuery;

/** The request for a panel's flows. Further queries use the same data source and time range. */
export interface PanelSource {
  request: DataQueryRequest;
  target: FlowsTarget;
}

/** Undefined if the panel's data comes from another data source or another panel. */
export function panelSourceOf(request: DataQueryRequest | undefined): PanelSource | undefined {
  const target = request?.targets.find(isFlowsTarget);
  return request && target && { request, target };
}

function isFlowsTarget(target: DataQuery & { queryType?: string; timeShift?: unknown }): target is FlowsTarget {
  return target.datasource?.type === DATASOURCE_ID && target.queryType === 'flows' && target.hide !== true;
}
