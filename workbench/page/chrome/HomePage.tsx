import { css } from '@emotion/css';
import { type GrafanaTheme2, locationUtil } from '@grafana/data';
import { Alert, Card, TagList, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type DashboardEntry } from '../model/config';
import { useWorkbench } from '../services/context';
import { Inventory } from './Inventory';

/** The list of all dashboards, plugins and data sources. */
export function HomePage() {
  const styles = useStyles2(getStyles);
  const { dashboards, plugins } = useWorkbench().workbench;
  return (
    <main className={styles.page} data-testid="workbench-home">
      {plugins.length === 0 && (
        <Alert severity="warning" title="The plugins are not built yet">
          Run <code>npm run build</code>, then reload this page.
        </Alert>
      )}
      <h1 className={styles.title}>Dashboards</h1>
      {dashboards.length === 0 && <p>The dashboards folder has no dashboards.</p>}
      {dashboards.map((dashboard) => (
        <DashboardCard key={dashboard.uid} dashboard={dashboard} />
      ))}
      <Inventory />
    </main>
  );
}

function DashboardCard({ dashboard: { title, url, description, tags } }: { dashboard: DashboardEntry }) {
  return (
    <Card href={locationUtil.assureBaseUrl(url)} noMargin>
      <Card.Heading>{title}</Card.Heading>
      {description !== '' && <Card.Description>{description}</Card.Description>}
      {tags.length > 0 && (
        <Card.Tags>
          <TagList tags={tags} />
        </Card.Tags>
      )}
    </Card>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    margin: '0 auto',
    maxWidth: 960,
    padding: theme.spacing(3, 2),
  }),
  title: css({ margin: theme.spacing(0, 0, 1) }),
});
