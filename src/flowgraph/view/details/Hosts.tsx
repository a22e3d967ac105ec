import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type Host } from '../../model/hosts';
import { type Exceeded } from '../../queries/allowances';
import { type RequestState } from './useRequest';
import { formatCount } from '../../model/format';
import { LongList } from './LongList';

interface Props {
  hosts: readonly Host[];
  /** By node; undefined where nobody can be asked. */
  exceeded: RequestState<ReadonlyMap<string, Exceeded[]>> | undefined;
}

/** The nodes that something runs on, with the allowances that they exceeded. */
export function Hosts({ hosts, exceeded }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <LongList
        items={hosts}
        keyOf={({ node }) => node}
        initialCount={6}
        render={({ node, zone, pods }) => (
          <>
            <div>{node}</div>
            <div className={styles.detail}>
              {[zone, pods === 1 ? '1 pod' : pods > 1 ? `${pods} pods` : ''].filter(Boolean).join(' · ')}
            </div>
            {exceeded?.state === 'answered' &&
              exceeded.answer
                .get(node)
                ?.map(({ title, packets }) => (
                  <span key={title} className={styles.badge}>{`⚠ ${title}: ${formatCount(packets)} packets`}</span>
                ))}
          </>
        )}
      />
      <div className={styles.detail}>{exceeded && noteOf(exceeded)}</div>
    </>
  );
}

function noteOf(exceeded: RequestState<ReadonlyMap<string, Exceeded[]>>): string {
  switch (exceeded.state) {
    case 'asking':
      return 'Asking for their allowances…';
    case 'failed':
      return `Their allowances are not known: ${exceeded.problem}`;
    case 'answered':
      return exceeded.answer.size === 0 ? 'None of these exceeded an allowance in this range.' : '';
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  detail: css({ color: theme.colors.text.secondary }),
  badge: css({
    display: 'inline-block',
    margin: theme.spacing(0.25, 0.5, 0.25, 0),
    padding: theme.spacing(0, 0.75),
    borderRadius: theme.shape.radius.pill,
    color: theme.colors.warning.text,
    background: theme.colors.warning.transparent,
  }),
});
