import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { consoleKindOf, consoleLink } from '../../../core/aws/consoleLinks';
import { type Hop, type FlowPath } from '../../../core/flow/hops';
import { formatBytes, formatCount } from '../../model/format';
import { LongList } from './LongList';
import * as messages from '../../messages/details';
import { lossCount } from '../../messages/shared';

/** The network paths of flows, hop by hop, the one with most losses first. */
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
              messages.flowCount(flowCount, formatCount(flowCount)),
              bytes === undefined ? messages.bytesNotReported : formatBytes(bytes),
              losses ? lossCount(formatCount(losses)) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
        </>
      )}
    />
  );
}

/** Links to the AWS console if it has a page for this kind of resource. */
function HopText({ hop: { label, resource } }: { hop: Hop }) {
  const styles = useStyles2(getStyles);
  const kind = resource && consoleKindOf(resource.id);
  const url = kind && consoleLink({ kind, id: resource.id, region: resource.region });
  return url === undefined ? (
    <span>{label}</span>
  ) : (
    <a className={styles.link} href={url} target="_blank" rel="noreferrer" title={messages.openInConsole}>
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
