import { css } from '@emotion/css';
import { type GrafanaTheme2, locationUtil, type PluginMeta, PluginType } from '@grafana/data';
import { Icon, type IconName, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useWorkbench } from '../services/context';

/** The plugins in the bundle and the configured data sources. */
export function Inventory() {
  const styles = useStyles2(getStyles);
  const { plugins, dataSources } = useWorkbench().workbench;
  return (
    <div className={styles.columns}>
      <List icon="plug" title="Plugins" lines={plugins.map(toLine)} />
      <List
        icon="database"
        title="Data sources"
        lines={dataSources.map(({ name, type }) => ({ name, detail: type }))}
      />
    </div>
  );
}

interface Line {
  name: string;
  detail: string;
  href?: string;
}

function toLine({ id, type, info }: PluginMeta): Line {
  const href = type === PluginType.app ? locationUtil.assureBaseUrl(`/a/${id}`) : undefined;
  return { name: id, detail: info?.version ?? '', href };
}

interface ListProps {
  icon: IconName;
  title: string;
  lines: Line[];
}

function List({ icon, title, lines }: ListProps) {
  const styles = useStyles2(getStyles);
  return (
    <section>
      <h2 className={styles.heading}>
        <Icon name={icon} /> {title}
      </h2>
      {lines.length === 0 && <p className={styles.detail}>none</p>}
      {lines.map(({ name, detail, href }) => (
        <div key={name} className={styles.line}>
          {href === undefined ? <span>{name}</span> : <TextLink href={href}>{name}</TextLink>}
          <span className={styles.detail}>{detail}</span>
        </div>
      ))}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gap: theme.spacing(4),
    gridTemplateColumns: 'repeat(auto-fit, minmax(280px, 1fr))',
    marginTop: theme.spacing(4),
  }),
  heading: css({
    fontSize: theme.typography.h5.fontSize,
    alignItems: 'center',
    display: 'flex',
    gap: theme.spacing(1),
  }),
  line: css({
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    display: 'flex',
    gap: theme.spacing(2),
    justifyContent: 'space-between',
    padding: theme.spacing(0.75, 0),
  }),
  detail: css({ color: theme.colors.text.secondary }),
});
