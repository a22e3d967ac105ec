import { PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { type SavedFlowsQuery } from '../../src/core/query/flowsQuery';
import { QUERY_VERSION } from '../../src/core/query/savedQuery';
import { DEFAULT_OPTIONS } from '../../src/flowgraph/options';
import { flowsDatasourceQuery } from '../query';
import { FLOWS_DATASOURCE } from '../variables';

interface FlowGraphFacts {
  title: string;
  /** A monitor's name or a variable that holds one. */
  monitor: string;
  /** A regular expression for namespaces or a variable that holds one. */
  namespace: string;
  /** How much earlier the window is that it is compared with, "off", or a variable that holds one. */
  compare: string;
  /** In rows of the grid. */
  height: number;
}

/** The flow graph over the whole width. */
export function flowGraph({ title, monitor, namespace, compare, height }: FlowGraphFacts): PanelBuilder {
  const query: SavedFlowsQuery = {
    version: QUERY_VERSION,
    queryType: 'flows',
    monitor,
    filters: [{ side: 'either', field: 'namespace', operator: '=~', value: namespace }],
  };
  return new PanelBuilder()
    .type('eastwest-flowgraph-panel')
    .title(title)
    .description(
      'All flows of the window by workload. Width is bytes, colour is retransmissions and timeouts per GB. A red edge: look at the zones of both ends and at the allowances of their nodes below.'
    )
    .datasource(FLOWS_DATASOURCE.ref)
    .span(24)
    .height(height)
    .options(DEFAULT_OPTIONS)
    .withTarget(flowsDatasourceQuery(query))
    .withTarget(flowsDatasourceQuery({ ...query, timeShift: compare }, 'B'));
}
