import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type Fact } from '../../../frames/foreign/foreignGraph';
import { Section } from './Section';
import { otherFields } from '../../messages/details';

/** The values of other columns of the data; renders nothing if there are none. */
export function Facts({ facts = [] }: { facts?: readonly Fact[] }) {
  const styles = useStyles2(getStyles);
  return facts.length === 0 ? null : (
    <Section title={otherFields}>
      <dl className={styles.list}>
        {facts.map(([name, value]) => (
          <React.Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </React.Fragment>
        ))}
      </dl>
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    columnGap: theme.spacing(1),
    margin: 0,
    '& dt': { fontWeight: 'inherit', color: theme.colors.text.secondary },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  }),
});
