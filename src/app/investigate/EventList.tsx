import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { type EventsAtPlace } from '../../core/diagnosis/eventsAt';
import { type ClusterEvent } from '../../core/events/event';
import { AppLink } from '../shared/AppLink';
import * as messages from './messages';
import { type PodUrlOf } from './podUrlOf';

/** The most pods of an event that have a link. */
const LINKED_PODS = 3;

interface EventListProps extends EventsAtPlace {
  podUrlOf: PodUrlOf;
}

/** The events at the selected place, the newest first, with links to their pods. Others are shown on request. */
export function EventList({ here, elsewhere, podUrlOf }: EventListProps) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? [...here, ...elsewhere] : here;
  return (
    <>
      {shown.length === 0 ? <p>{messages.NO_EVENTS}</p> : <Events events={shown} podUrlOf={podUrlOf} />}
      {elsewhere.length > 0 && !showsAll && (
        <Button fill="text" size="sm" onClick={() => setShowsAll(true)}>
          {messages.otherEvents(elsewhere.length)}
        </Button>
      )}
    </>
  );
}

function Events({ events, podUrlOf }: { events: readonly ClusterEvent[]; podUrlOf: PodUrlOf }) {
  const styles = useStyles2(getStyles);
  const newestFirst = [...events].sort((a, b) => b.startMs - a.startMs);
  return (
    <ul className={styles.list}>
      {newestFirst.map(({ startMs, title, text, pods = [] }, index) => (
        <li key={index}>
          <time className={styles.time}>{dateTimeFormat(startMs, { format: 'HH:mm' })}</time> <strong>{title}</strong>{' '}
          <span className={styles.text}>{text}</span>
          {pods.slice(0, LINKED_PODS).map((pod) => (
            <PodLink key={pod.pod} pod={pod} url={podUrlOf(pod)} />
          ))}
        </li>
      ))}
    </ul>
  );
}

/** Without an address, the text of the event already names the pod. */
function PodLink({ pod: { pod }, url }: { pod: { pod: string }; url: string | undefined }) {
  return url === undefined ? null : (
    <>
      {' '}
      <AppLink href={url} isExternal>
        {messages.openPod(pod)}
      </AppLink>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', overflowWrap: 'anywhere' }),
  time: css({ fontVariantNumeric: 'tabular-nums' }),
  text: css({ color: theme.colors.text.secondary }),
});
