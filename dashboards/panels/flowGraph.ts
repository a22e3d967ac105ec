import { PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { FLOWGRAPH_ID } from '../../src/common/pluginIds';
import { type FlowFilter } from '../../src/core/flow/filter';
import { type SavedFlowsQuery } from '../../src/core/query/flowsQuery';
import { QUERY_VERSION } from '../../src/core/query/savedQuery';
import { DEFAULT_OPTIONS, type FlowGraphOptions } from '../../src/flowgraph/model/options';
import { flowsDatasourceQuery } from '../query';
import { FLOWS_DATASOURCE } from '../variables';

interface FlowGraphFacts {
  title: string;
  description: string;
  /** Flows must match all of them. */
  filters: FlowFilter[];
  /** The time shift to compare with ("1d"), "off", or a variable with one of them; undefined for no comparison. */
  compare?: string;
  /** Options that differ from the defaults. */
  options?: Partial<FlowGraphOptions>;
  /** In rows of the grid. */
  height: number;
}

/** The flow graph, as wide as the dashboard. */
export function flowGraph({ title, description, filters, compare, options, height }: FlowGraphFacts): PanelBuilder {
  const query: SavedFlowsQuery = { version: QUERY_VERSION, queryType: 'flows', monitor: '$monitor', filters };
  const panel = new PanelBuilder()
    .type(FLOWGRAPH_ID)
    .title(title)
    .description(description)
    .datasource(FLOWS_DATASOURCE.ref)
    .span(24)
    .height(height)
    .options({ ...DEFAULT_OPTIONS, ...options })
    .withTarget(flowsDatasourceQuery(query));
  return compare === undefined ? panel : panel.withTarget(flowsDatasourceQuery({ ...query, timeShift: compare }, 'B'));
}
