import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table';

interface TableFacts {
  title: string;
  description: string;
  /** What it says in place of rows. */
  noData: string;
  /** Of the 24 columns of the grid. */
  width: number;
  /** In rows of the grid. */
  height: number;
}

/** A table, without queries yet. What it says in place of rows would also stand in each cell without a value. */
export function table({ title, description, noData, width, height }: TableFacts): PanelBuilder {
  return new PanelBuilder()
    .title(title)
    .description(description)
    .span(width)
    .height(height)
    .noValue(noData)
    .overrideByRegexp('/.*/', [{ id: 'noValue', value: '' }]);
}
