import { formattedValueToString, getValueFormat } from '@grafana/data';
import { type CellProps, type Column } from '@grafana/ui';

/** A column of numbers with a unit of Grafana. Unknown values are empty, because they are not zero. */
export function numberColumn<Id extends string, Row extends Partial<Record<Id, number>>>(
  id: Id,
  header: string,
  unit: string
): Column<Row> {
  return {
    id,
    header,
    sortType: 'number',
    cell: ({ row: { original } }: CellProps<Row>) => {
      const value = original[id];
      return value === undefined ? '' : formattedValueToString(getValueFormat(unit)(value));
    },
  };
}
