import { css } from '@emotion/css';
import { type GrafanaTheme2, locationUtil } from '@grafana/data';
import { getDataSourceSrv, getTemplateSrv } from '@grafana/runtime';
import { InlineLabel, LinkButton, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type PrometheusFacts } from '../../core/prometheus/prometheusFacts';
import { resolveMetricQuery, type SavedMetricQuery } from '../../core/query/metricQuery';
import { type Replace } from '../../core/query/resolved';
import { toPrometheusQuery } from '../handlers/metrics/toPrometheusQuery';
import { type PrometheusQuery } from '../prometheus/prometheusQuery';
import { LABEL_WIDTH } from './fields';
import { METRIC_EDITOR } from './messages';

interface Props {
  query: SavedMetricQuery & { refId: string };
  facts: PrometheusFacts;
  prometheusUid: string | undefined;
}

/** The PromQL of a query, with a link that opens it in Explore as a Prometheus query. */
export function PromqlPreview({ query, facts, prometheusUid }: Props) {
  const styles = useStyles2(getStyles);
  const asWritten = prometheusQueryOf(query, facts, (text) => text);
  const withValues = prometheusQueryOf(query, facts, (text, format) => getTemplateSrv().replace(text, {}, format));
  const explore = withValues && exploreUrl(withValues, prometheusUid);
  if (!asWritten) {
    return null;
  }
  return (
    <div className={styles.row}>
      <InlineLabel width={LABEL_WIDTH}>{METRIC_EDITOR.promql.label}</InlineLabel>
      <div className={styles.preview}>
        <pre className={styles.code} aria-label={METRIC_EDITOR.promql.ariaLabel}>
          {asWritten.expr}
        </pre>
        {explore && (
          <LinkButton variant="secondary" size="sm" icon="compass" href={explore} target="_blank">
            {METRIC_EDITOR.explore}
          </LinkButton>
        )}
      </div>
    </div>
  );
}

function prometheusQueryOf(
  query: Props['query'],
  facts: PrometheusFacts,
  replace: Replace
): PrometheusQuery | undefined {
  const resolved = resolveMetricQuery(query, replace);
  return 'query' in resolved
    ? toPrometheusQuery(resolved.query, query.refId, { ...facts, startedAgents: [], isRecorded: false })
    : undefined;
}

function exploreUrl(query: PrometheusQuery, uid: string | undefined): string | undefined {
  const settings = uid === undefined ? undefined : getDataSourceSrv().getInstanceSettings(uid);
  if (!settings) {
    return undefined;
  }
  const datasource = { uid: settings.uid, type: settings.type };
  const queries = [{ ...query, datasource, editorMode: 'code' }];
  const panes = { a: { datasource: settings.uid, queries, range: { from: 'now-1h', to: 'now' } } };
  return locationUtil.assureBaseUrl(`/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify(panes))}`);
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ display: 'flex' }),
  preview: css({
    flex: 1,
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
  }),
  code: css({
    margin: 0,
    width: '100%',
    maxHeight: 160,
    overflow: 'auto',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
