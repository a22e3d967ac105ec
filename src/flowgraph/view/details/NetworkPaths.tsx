import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { consoleKindOf, consoleLink } from '../../../core/aws/consoleLinks';
import { type Hop, type FlowPath } from '../../../core/flow/hops';
import { formatBytes, formatCount } from '../../model/format';
import { LongList } from './LongList';

/** The ways that flows take, hop by hop, the worst first. */
export function NetworkPaths({ paths }: { paths: readonly FlowPath[] }) {
  const styles = useStyles2(getStyles);
  return (
    <LongList
      items={paths}
      keyOf={(_, index) => String(index)}
      initialCount={3}
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

/** With a link to what AWS knows of it, where the console has a page of its kind. */
function HopText({ hop: { label, resource } }: { hop: Hop }) {
  const styles = useStyles2(getStyles);
  const kind = resource && consoleKindOf(resource.id);
  const url = kind && consoleLink({ kind, id: resource.id, region: resource.region });
  return url === undefined ? (
    <span>{label}</span>
  ) : (
    <a className={styles.link} href={url} target="_blank" rel="noreferrer" title="Open in the AWS console">
      {label}
    </a>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  hops: css({
    listStyle: 'none',
    margin: 0,
    padding: 0,
    '& > li': { display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(0.75) },
    '& > li + li::before': { content: '"↓"', color: theme.colors.text.secondary },
  }),
  link: css({ color: theme.colors.text.link, '&:hover': { textDecoration: 'underline' } }),
  detail: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
});
