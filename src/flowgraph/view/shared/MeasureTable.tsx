import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type EdgeMetrics } from '../../../core/graph/edgeMetrics';
import { type Measure } from '../../../core/graph/measure';
import { measureText } from '../../model/measureText';
import { previousValue } from '../../messages/overlays';

export interface MeasureColumn {
  label: string;
  /** Undefined if there are no connections in this direction. */
  metrics: EdgeMetrics | undefined;
  /** In the compared window. */
  before?: EdgeMetrics;
}

interface Props {
  measures: readonly Measure[];
  columns: readonly MeasureColumn[];
  label: string;
}

/** All measures, with a column for each direction. */
export function MeasureTable({ measures, columns, label }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <table className={styles.table} aria-label={label}>
      {columns.length > 1 && (
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column.label} scope="col">
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {measures.map((measure) => (
          <tr key={measure.id}>
            <th scope="row">{measure.label}</th>
            {columns.map(({ label: key, metrics, before }) => (
              <td key={key}>
                {metrics ? measureText(measure, metrics) : '–'}
                {before && <div className={styles.before}>{previousValue(measureText(measure, before))}</div>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    fontVariantNumeric: 'tabular-nums',
    '& th': {
      paddingRight: theme.spacing(1),
      fontWeight: 'inherit',
      textAlign: 'left',
      color: theme.colors.text.secondary,
      verticalAlign: 'top',
    },
    '& thead th': { textAlign: 'right', overflowWrap: 'anywhere' },
    '& tbody td': { textAlign: 'right', whiteSpace: 'nowrap', verticalAlign: 'top' },
    '& thead th:last-child': { paddingRight: 0 },
    '& tbody td + td, & thead th + th': { paddingLeft: theme.spacing(1) },
  }),
  before: css({ color: theme.colors.text.secondary }),
});
