import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type Hop, type NetworkPath } from '../../../core/flow/hops';
import { formatBytes, formatCount } from '../format';
import { LongList } from './LongList';

/** The ways that flows take, hop by hop, the worst first. */
export function NetworkPaths({ paths }: { paths: readonly NetworkPath[] }) {
  const styles = useStyles2(getStyles);
  return (
    <LongList
      items={paths}
      keyOf={(_, index) => String(index)}
      atFirst={3}
      render={({ hops, flowCount, bytes, losses }) => (
        <>
          <ol className={styles.hops}>
            {hops.map((hop, index) => (
              <li key={index}>
                <HopText hop={hop} />
                {hop.detail !== undefined && <span className={styles.detail}> {hop.detail}</span>}
              </li>
            ))}
          </ol>
          <div className={styles.detail}>
            {[
              flowCount === 1 ? '1 flow' : `${formatCount(flowCount)} flows`,
              bytes === undefined ? 'bytes not told' : formatBytes(bytes),
              losses ? `${formatCount(losses)} losses` : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
        </>
      )}
    />
  );
}

function HopText({ hop: { label } }: { hop: Hop }) {
  return <>{label}</>;
}

const getStyles = (theme: GrafanaTheme2) => ({
  hops: css({
    listStyle: 'none',
    margin: 0,
    padding: 0,
    '& > li': { display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(0.75) },
    '& > li + li::before': { content: '"↓"', color: theme.colors.text.secondary },
  }),
  detail: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
});
