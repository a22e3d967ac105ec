import { css } from '@emotion/css';
import { type GrafanaTheme2, type QueryEditorHelpProps } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import React from 'react';
import { QUERY_VERSION, type SavedQuery } from '../../core/query/savedQuery';
import { type FlowDataQuery } from '../settings/options';
import { EXAMPLES, QUERY_TYPES } from './messages';

const version = QUERY_VERSION;

/** One for each type of query. */
const QUERIES: readonly SavedQuery[] = [
  {
    version,
    queryType: 'flows',
    format: 'topTalkers',
    filters: [{ side: 'client', field: 'namespace', operator: '=', value: 'kube-system' }],
  },
  { version, queryType: 'metric', metric: 'ingress_bytes', groupBy: 'pod', top: 10 },
  { version, queryType: 'events' },
  { version, queryType: 'insights', format: 'timeSeries', categories: ['INTER_AZ'] },
  { version, queryType: 'paths', limit: 20 },
  { version, queryType: 'inventory', kind: 'agents' },
  { version, queryType: 'deniedConnections', format: 'table' },
];

/** The help of the query editor: an example for each type of query. */
export function QueryHelp({ onClickExample }: QueryEditorHelpProps<FlowDataQuery>) {
  const styles = useStyles2(getStyles);
  return (
    <dl className={styles.list}>
      {QUERIES.map((query) => (
        <React.Fragment key={query.queryType}>
          <dt>
            <Button variant="secondary" size="sm" onClick={() => onClickExample({ refId: 'A', ...query })}>
              {QUERY_TYPES[query.queryType].label}
            </Button>
          </dt>
          <dd>{EXAMPLES[query.queryType]}</dd>
        </React.Fragment>
      ))}
    </dl>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    display: 'grid',
    gridTemplateColumns: 'max-content 1fr',
    gap: theme.spacing(1),
    alignItems: 'center',
    margin: 0,
  }),
});
