import { css } from '@emotion/css';
import { type GrafanaTheme2, type QueryEditorHelpProps } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import React from 'react';
import { QUERY_VERSION, type SavedQuery } from '../../core/query/savedQuery';
import { type FlowDataQuery } from '../settings/options';

interface Example {
  title: string;
  what: string;
  query: SavedQuery;
}

const version = QUERY_VERSION;

const EXAMPLES: readonly Example[] = [
  {
    title: 'Flows',
    what: 'Which workloads of a namespace talk to whom and move the most. Choose a monitor, or an EKS cluster.',
    query: {
      version,
      queryType: 'flows',
      format: 'topTalkers',
      filters: [{ side: 'client', field: 'namespace', operator: '=', value: 'kube-system' }],
    },
  },
  {
    title: 'Agent metric',
    what: 'The ten pods with the most bytes per second into them.',
    query: { version, queryType: 'metric', metric: 'ingress_bytes', groupBy: 'pod', top: 10 },
  },
  {
    title: 'Events',
    what: 'Nodes that exceeded an allowance, agents that were started anew, rollouts: also for annotations.',
    query: { version, queryType: 'events' },
  },
  {
    title: 'Workload insights',
    what: 'What each zone sent to other zones, by five minutes.',
    query: { version, queryType: 'insights', format: 'timeSeries', categories: ['INTER_AZ'] },
  },
  {
    title: 'Network paths',
    what: 'The twenty paths between zones and Regions that AWS ranks first. Choose a performance monitor.',
    query: { version, queryType: 'paths', limit: 20 },
  },
  {
    title: 'Inventory',
    what: 'Nodes whose agent does not answer, or that have none.',
    query: { version, queryType: 'inventory', kind: 'agents' },
  },
];

/** What each type of query is for, with one to begin with. */
export function QueryHelp({ onClickExample }: QueryEditorHelpProps<FlowDataQuery>) {
  const styles = useStyles2(getStyles);
  return (
    <dl className={styles.list}>
      {EXAMPLES.map(({ title, what, query }) => (
        <React.Fragment key={title}>
          <dt>
            <Button variant="secondary" size="sm" onClick={() => onClickExample({ refId: 'A', ...query })}>
              {title}
            </Button>
          </dt>
          <dd>{what}</dd>
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
