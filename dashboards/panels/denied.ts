import { FLOWGRAPH_ID } from '../../src/common/pluginIds';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { type PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import { type FlowFilter } from '../../src/core/flow/filter';
import { type DeniedFormat } from '../../src/core/query/deniedQuery';
import { QUERY_VERSION } from '../../src/core/query/savedQuery';
import { DEFAULT_OPTIONS } from '../../src/flowgraph/model/options';
import { NO_DENIED } from '../noData';
import { flowsDatasourceQuery } from '../query';
import { EKS_CLUSTER, FLOWS_DATASOURCE } from '../variables';
import { table } from './table';

interface DeniedFacts {
  title: string;
  description: string;
  /** In rows of the grid. */
  height: number;
}

const IN_NAMESPACE: FlowFilter[] = [{ side: 'either', field: 'namespace', operator: '=~', value: '$namespace' }];

/** In pixels. The columns of names share the remaining width. */
const WIDTHS: Record<string, number> = {
  Port: 75,
  Protocol: 90,
  Attempts: 95,
  'Denied packets': 125,
  First: 180,
  Last: 180,
  Tier: 145,
  'Client address': 125,
  'Server address': 125,
};
/** Seconds are enough, and fit into a column. */
const TIMES = ['First', 'Last'];

/** The connections that network policies deny, as a flow graph as wide as the dashboard. */
export function deniedGraph({ title, description, height }: DeniedFacts): PanelBuilder {
  return new PanelBuilder()
    .type(FLOWGRAPH_ID)
    .title(title)
    .description(description)
    .datasource(FLOWS_DATASOURCE.ref)
    .span(24)
    .height(height)
    .options({ ...DEFAULT_OPTIONS, width: 'timeouts' })
    .withTarget(deniedQuery('flows'));
}

/** The same by pair of workloads, most attempts first. */
export function deniedTable(facts: DeniedFacts): TableBuilder {
  const panel = table({ ...facts, noData: NO_DENIED, width: 24 })
    .datasource(FLOWS_DATASOURCE.ref)
    .filterable(true)
    .withTarget(deniedQuery('table'))
    .withTransformation({
      id: 'organize',
      // The names of the ends include them.
      options: {
        excludeByName: { 'Client namespace': true, 'Server namespace': true },
        indexByName: {},
        renameByName: {},
      },
    });
  const sized = Object.entries(WIDTHS).reduce(
    (wider, [head, pixels]) => wider.overrideByName(head, [{ id: 'custom.width', value: pixels }]),
    panel
  );
  return TIMES.reduce((dated, head) => dated.overrideByName(head, [{ id: 'unit', value: 'dateTimeAsLocal' }]), sized);
}

function deniedQuery(format: DeniedFormat) {
  return flowsDatasourceQuery({
    version: QUERY_VERSION,
    queryType: 'deniedConnections',
    cluster: `$${EKS_CLUSTER}`,
    filters: IN_NAMESPACE,
    format,
  });
}
