import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { isSamePlace, type Place } from '../../core/diagnosis/place';
import { placeText } from '../../core/diagnosis/plainText';
import { AppLink } from '../shared/AppLink';
import { DashboardLinks } from './DashboardLinks';
import { investigateUrl, type InvestigateState } from './investigateState';
import * as messages from './messages';

/** The selected place, and the places that it is a part of, as links. */
export function PlaceTrail({ state }: { state: InvestigateState }) {
  const styles = useStyles2(getStyles);
  const { place, ...rest } = state;
  const around = place ? aroundOf(place) : [];
  return (
    <nav aria-label={messages.TRAIL}>
      <ol className={styles.trail}>
        <li aria-current={place ? undefined : 'location'}>
          {place ? <AppLink href={investigateUrl(rest)}>{messages.EVERYTHING}</AppLink> : messages.EVERYTHING}
        </li>
        {around.map((each) => (
          <li key={placeText(each)}>
            <AppLink href={investigateUrl({ ...rest, place: each })}>{placeText(each)}</AppLink>
          </li>
        ))}
        {place && <li aria-current="location">{placeText(place)}</li>}
      </ol>
      <DashboardLinks state={state} />
    </nav>
  );
}

/** The larger places that contain a place, or its ends. */
function aroundOf(place: Place): readonly Place[] {
  switch (place.kind) {
    case 'pair':
      return isSamePlace(place.client, place.server) ? [place.client] : [place.client, place.server];
    case 'interface':
      return [{ kind: 'node', node: place.node }];
    default:
      return [];
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  trail: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 1),
    listStyle: 'none',
    overflowWrap: 'anywhere',
    '& > li + li::before': { content: '"/"', marginRight: theme.spacing(1), color: theme.colors.text.secondary },
    '& > [aria-current]': { fontWeight: theme.typography.fontWeightMedium },
  }),
});
