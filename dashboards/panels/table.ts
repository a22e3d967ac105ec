import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table';

interface TableFacts {
  title: string;
  description: string;
  /** The text if there are no rows. */
  noData: string;
  /** Of the 24 columns of the grid. */
  width: number;
  /** In rows of the grid. */
  height: number;
}

/** A table without queries. The override keeps the text for no rows out of cells without a value. */
export function table({ title, description, noData, width, height }: TableFacts): PanelBuilder {
  return new PanelBuilder()
    .title(title)
    .description(description)
    .span(width)
    .height(height)
    .noValue(noData)
    .overrideByRegexp('/.*/', [{ id: 'noValue', value: '' }]);
}
