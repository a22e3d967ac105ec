import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type Host } from '../../model/hosts';
import { type Exceeded } from '../../queries/allowances';
import { type RequestState } from './useRequest';
import { formatCount } from '../../model/format';
import { LongList } from './LongList';
import * as messages from '../../messages/details';

interface Props {
  hosts: readonly Host[];
  /** By node; undefined if it cannot be queried. */
  exceeded: RequestState<ReadonlyMap<string, Exceeded[]>> | undefined;
}

/** The Kubernetes nodes of the selection, with the allowances that they exceeded. */
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
              {[zone, pods > 0 ? messages.podCount(pods) : ''].filter(Boolean).join(' · ')}
            </div>
            {exceeded?.state === 'done' &&
              exceeded.result
                .get(node)
                ?.map(({ title, packets }) => (
                  <span
                    key={title}
                    className={styles.badge}
                  >{`⚠ ${messages.allowanceExceeded(title, formatCount(packets))}`}</span>
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
    case 'loading':
      return messages.loadingAllowances;
    case 'failed':
      return messages.allowancesUnavailable(exceeded.problem);
    case 'done':
      return exceeded.result.size === 0 ? messages.noAllowanceExceeded : '';
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
