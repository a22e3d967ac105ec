import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table';
import { type FlowFilter } from '../../src/core/flow/filter';
import { type GroupField } from '../../src/core/flow/groupField';
import { QUERY_VERSION } from '../../src/core/query/savedQuery';
import { flowsDatasourceQuery } from '../query';
import { FLOWS_DATASOURCE } from '../variables';

interface FlowsTableFacts {
  title: string;
  description: string;
  /** Only flows that pass all of them. */
  filters: FlowFilter[];
  /** A row for each group; without it a row for each flow. */
  groupBy?: GroupField[];
  /** In rows of the grid. */
  height: number;
}

/** In pixels, of the columns that are longer or shorter than most. */
const WIDTHS: Partial<Record<GroupField | 'timeouts' | 'flowCount', number>> = {
  clientName: 240,
  serverName: 240,
  port: 70,
  category: 120,
  timeouts: 190,
  flowCount: 80,
};

/** Flows of the monitor over the whole width, the largest first. */
export function flowsTable({ title, description, filters, groupBy, height }: FlowsTableFacts): PanelBuilder {
  const panel = new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(FLOWS_DATASOURCE.ref)
    .span(24)
    .height(height)
    .withTarget(
      flowsDatasourceQuery({
        version: QUERY_VERSION,
        queryType: 'flows',
        monitor: '$monitor',
        filters,
        ...(groupBy ? { format: 'topTalkers', groupBy } : { format: 'flows' }),
      })
    );
  return groupBy
    ? Object.entries(WIDTHS).reduce(
        (wider, [name, width]) => wider.overrideByName(name, [{ id: 'custom.width', value: width }]),
        panel
      )
    : panel;
}
