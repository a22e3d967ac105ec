import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import {
  bytesOf,
  type Endpoint,
  type Flow,
  retransmissionsOf,
  roundTripTimeMicrosecondsOf,
  timeoutsOf,
} from '../../../core/flow/flow';
import { formatBytes, formatCount, formatMicroseconds } from '../../model/format';
import { LongList } from './LongList';

/** The flows themselves, those that lose most first, then the heaviest. */
export function Flows({ flows }: { flows: readonly Flow[] }) {
  const styles = useStyles2(getStyles);
  const sorted = useMemo(
    () => [...flows].sort((a, b) => lossesOf(b) - lossesOf(a) || (bytesOf(b) ?? 0) - (bytesOf(a) ?? 0)),
    [flows]
  );
  return (
    <LongList
      items={sorted}
      keyOf={(_, index) => String(index)}
      initialCount={10}
      render={(flow) => (
        <>
          <div>
            {endText(flow.client)} → {endText(flow.server)}
            {flow.port !== undefined && `:${flow.port}`}
          </div>
          <div className={styles.numbers}>{numbersOf(flow).join(' · ')}</div>
        </>
      )}
    />
  );
}

function endText({ pod, external, node, instanceId, ip }: Endpoint): string {
  return pod ?? external?.name ?? node ?? instanceId ?? ip ?? 'unknown';
}

function lossesOf(flow: Flow): number {
  return (retransmissionsOf(flow) ?? 0) + (timeoutsOf(flow) ?? 0);
}

/** Losses by who had to send again: each end tells only its own. */
function numbersOf(flow: Flow): string[] {
  const bytes = bytesOf(flow);
  const roundTrip = roundTripTimeMicrosecondsOf(flow);
  const { retransmissions, timeouts } = flow.metrics;
  const losses = [
    lossText(retransmissions.byClient, 'retransmissions', 'client'),
    lossText(retransmissions.byServer, 'retransmissions', 'server'),
    lossText(timeouts.byClient, 'timeouts', 'client'),
    lossText(timeouts.byServer, 'timeouts', 'server'),
  ];
  return [
    bytes === undefined ? 'bytes not told' : formatBytes(bytes),
    ...losses.filter((text) => text !== undefined),
    ...(roundTrip === undefined ? [] : [formatMicroseconds(roundTrip)]),
  ];
}

function lossText(count: number | undefined, what: string, who: string): string | undefined {
  return count ? `${formatCount(count)} ${what} by ${who}` : undefined;
}

const getStyles = (theme: GrafanaTheme2) => ({
  numbers: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
});
