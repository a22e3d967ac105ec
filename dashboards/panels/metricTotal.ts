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
  /** What it counts, and what to do if it is not zero. */
  description: string;
  filters: LabelFilter[];
  /** Of the 24 columns of the grid. */
  width: number;
}

/** The number of packets that exceeded an allowance of a node in the whole range; any number above zero is orange. */
export function metricTotal({ metric, title, description, filters, width }: MetricTotalFacts): PanelBuilder {
  return (
    stat({
      title,
      description,
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
      // Grafana has no unit for a number of packets. The data source's unit would take precedence over a default.
      .overrideByFieldType('number', [{ id: 'unit', value: 'suffix:packets' }])
      .withTarget(
        flowsDatasourceQuery({
          version: QUERY_VERSION,
          queryType: 'metric',
          metric: knownMetric(metric).name,
          groupBy: 'node',
          calculation: 'total',
          filters,
        })
      )
  );
}
