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
import { VERDICT_STATES } from '../../../core/flow/flowVerdict';
import { formatBytes, formatCount, formatMicroseconds } from '../../model/format';
import { LongList } from './LongList';
import * as messages from '../../messages/details';

/** The individual flows: denied ones first, then by losses, then by bytes. Policies say why they allow or deny a flow. */
export function Flows({ flows }: { flows: readonly Flow[] }) {
  const styles = useStyles2(getStyles);
  const sorted = useMemo(
    () =>
      [...flows].sort(
        (a, b) => severityOf(b) - severityOf(a) || lossesOf(b) - lossesOf(a) || (bytesOf(b) ?? 0) - (bytesOf(a) ?? 0)
      ),
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
          {flow.verdict && <div>{flow.verdict.reason}</div>}
        </>
      )}
    />
  );
}

function endText({ pod, external, node, instanceId, ip }: Endpoint): string {
  return pod ?? external?.name ?? node ?? instanceId ?? ip ?? messages.unknownEnd;
}

function severityOf({ verdict }: Flow): number {
  return verdict ? VERDICT_STATES.indexOf(verdict.state) : 0;
}

function lossesOf(flow: Flow): number {
  return (retransmissionsOf(flow) ?? 0) + (timeoutsOf(flow) ?? 0);
}

/** Losses are listed by sender: each end reports only those of what it sent. */
function numbersOf(flow: Flow): string[] {
  const bytes = bytesOf(flow);
  const roundTrip = roundTripTimeMicrosecondsOf(flow);
  const { retransmissions, timeouts } = flow.metrics;
  const losses = [
    lossText(retransmissions.byClient, messages.retransmissions, 'client'),
    lossText(retransmissions.byServer, messages.retransmissions, 'server'),
    lossText(timeouts.byClient, messages.timeouts, 'client'),
    lossText(timeouts.byServer, messages.timeouts, 'server'),
  ];
  return [
    bytes === undefined ? messages.bytesNotReported : formatBytes(bytes),
    ...losses.filter((text) => text !== undefined),
    ...(roundTrip === undefined ? [] : [formatMicroseconds(roundTrip)]),
  ];
}

function lossText<Sender>(
  count: number | undefined,
  text: (count: string, sender: Sender) => string,
  sender: Sender
): string | undefined {
  return count ? text(formatCount(count), sender) : undefined;
}

const getStyles = (theme: GrafanaTheme2) => ({
  numbers: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
});
