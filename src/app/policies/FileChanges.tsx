import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { policyChanges } from '../../core/policy/files/policyChanges';
import { type Inventory } from '../../core/policy/inventory';
import { type DraftFile } from '../../core/policy/review/draftFiles';
import * as messages from './messages';

const MARKS = { same: ' ', added: '+', removed: '-' };

/** What a file changes in the policies of the inventory with the same name. */
export function FileChanges({ file, inventory }: { file: DraftFile; inventory: Inventory }) {
  const styles = useStyles2(getStyles);
  const lines = useMemo(() => policyChanges(inventory.policies, file.policies), [inventory, file.policies]);
  if (lines.every(({ kind }) => kind === 'same')) {
    return <p>{messages.NO_CHANGES}</p>;
  }
  return (
    <pre className={styles.text} tabIndex={0} aria-label={messages.changesOf(file.path)}>
      {lines.map(({ kind, text }, index) => (
        // Lines have no identity of their own.
        <span key={index} className={cx(styles.line, styles[kind])}>
          {`${MARKS[kind]} ${text}\n`}
        </span>
      ))}
    </pre>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({ maxHeight: 620, overflow: 'auto' }),
  line: css({ display: 'block' }),
  same: css({ color: theme.colors.text.secondary }),
  added: css({ color: theme.colors.success.text, background: theme.colors.success.transparent }),
  removed: css({ color: theme.colors.error.text, background: theme.colors.error.transparent }),
});
