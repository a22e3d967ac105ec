import { ReduceDataOptionsBuilder } from '@grafana/grafana-foundation-sdk/common';
import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { type LabelFilter } from '../../src/core/prometheus/matcher';
import { QUERY_VERSION } from '../../src/core/query/savedQuery';
import { flowsDatasourceQuery } from '../query';
import { FLOWS_DATASOURCE } from '../variables';
import { knownMetric } from './metricChart';
import { stat } from './stat';

interface MetricTotalFacts {
  /** An allowance of the agent's metrics. */
  metric: string;
  title: string;
  /** What to do where it is not zero. */
  remedy: string;
  filters: LabelFilter[];
  /** Of the 24 columns of the grid. */
  width: number;
}

/** How many packets an allowance cost a node in the whole range: any at all is worth a look. */
export function metricTotal({ metric, title, remedy, filters, width }: MetricTotalFacts): PanelBuilder {
  return (
    stat({
      title,
      description: `${knownMetric(metric).description} In the whole range. Orange: ${remedy}`,
      width,
      height: 4,
      steps: [
        { value: 0, color: 'green' },
        { value: 1, color: 'orange' },
      ],
    })
      .datasource(FLOWS_DATASOURCE.ref)
      .decimals(0)
      .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
      // Grafana has no unit for packets that are not per second. A default would yield to the data source's unit.
      .overrideByFieldType('number', [{ id: 'unit', value: 'suffix:packets' }])
      .withTarget(
        flowsDatasourceQuery({
          version: QUERY_VERSION,
          queryType: 'metric',
          metric,
          groupBy: 'node',
          calculation: 'total',
          filters,
        })
      )
  );
}
