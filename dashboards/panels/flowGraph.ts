import { PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { type FlowFilter } from '../../src/core/flow/filter';
import { type SavedFlowsQuery } from '../../src/core/query/flowsQuery';
import { QUERY_VERSION } from '../../src/core/query/savedQuery';
import { DEFAULT_OPTIONS, type FlowGraphOptions } from '../../src/flowgraph/options';
import { flowsDatasourceQuery } from '../query';
import { FLOWS_DATASOURCE } from '../variables';

interface FlowGraphFacts {
  title: string;
  description: string;
  /** Only flows that pass all of them. */
  filters: FlowFilter[];
  /** How much earlier the window is that it is compared with, "off", or a variable that holds one; without it, none. */
  compare?: string;
  /** Those that are not the defaults. */
  options?: Partial<FlowGraphOptions>;
  /** In rows of the grid. */
  height: number;
}

/** The flow graph over the whole width. */
export function flowGraph({ title, description, filters, compare, options, height }: FlowGraphFacts): PanelBuilder {
  const query: SavedFlowsQuery = { version: QUERY_VERSION, queryType: 'flows', monitor: '$monitor', filters };
  const panel = new PanelBuilder()
    .type('eastwest-flowgraph-panel')
    .title(title)
    .description(description)
    .datasource(FLOWS_DATASOURCE.ref)
    .span(24)
    .height(height)
    .options({ ...DEFAULT_OPTIONS, ...options })
    .withTarget(flowsDatasourceQuery(query));
  return compare === undefined ? panel : panel.withTarget(flowsDatasourceQuery({ ...query, timeShift: compare }, 'B'));
}
