import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, LinkButton, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type Action } from './actions';
import * as messages from '../../messages/details';

interface Props {
  actions: readonly Action[];
  /** The address of the page that diagnoses the selection; undefined if there is none. */
  investigateHref: string | undefined;
}

/** Buttons for the actions on the selection. */
export function ActionButtons({ actions, investigateHref }: Props) {
  const styles = useStyles2(getStyles);
  return actions.length === 0 && investigateHref === undefined ? null : (
    <div className={styles.actions}>
      {investigateHref !== undefined && (
        <LinkButton size="sm" variant="secondary" fill="outline" icon="bolt" href={investigateHref}>
          {messages.investigate}
        </LinkButton>
      )}
      {actions.map(({ label, icon, onClick }) => (
        <Button key={label} size="sm" variant="secondary" fill="outline" icon={icon} onClick={onClick}>
          {label}
        </Button>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5), marginBottom: theme.spacing(1) }),
});
