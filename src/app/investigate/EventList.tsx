import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type ClusterEvent } from '../../core/events/event';
import * as messages from './messages';

/** Events, the newest first. */
export function EventList({ events }: { events: readonly ClusterEvent[] }) {
  const styles = useStyles2(getStyles);
  const newestFirst = [...events].sort((a, b) => b.startMs - a.startMs);
  return newestFirst.length === 0 ? (
    <p>{messages.NO_EVENTS}</p>
  ) : (
    <ul className={styles.list}>
      {newestFirst.map(({ startMs, title, text }, index) => (
        <li key={index}>
          <time className={styles.time}>{dateTimeFormat(startMs, { format: 'HH:mm' })}</time> <strong>{title}</strong>{' '}
          <span className={styles.text}>{text}</span>
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', overflowWrap: 'anywhere' }),
  time: css({ fontVariantNumeric: 'tabular-nums' }),
  text: css({ color: theme.colors.text.secondary }),
});
