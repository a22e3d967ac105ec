import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, IconButton, useStyles2 } from '@grafana/ui';
import React from 'react';
import { isSamePlace, type Place } from '../../core/diagnosis/place';
import { placeText } from '../../core/diagnosis/plainText';
import { placeToText } from '../../core/diagnosis/placeText';
import { AppLink } from '../shared/AppLink';
import { investigateUrl, type InvestigateState } from './investigateState';
import * as messages from './messages';

interface PinsProps {
  state: InvestigateState;
  onChange: (pins: readonly Place[]) => void;
}

/** Places that the user keeps at hand while looking at others. */
export function Pins({ state, onChange }: PinsProps) {
  const styles = useStyles2(getStyles);
  const { place, pins = [] } = state;
  const canPin = place !== undefined && !pins.some((pin) => isSamePlace(pin, place));
  return pins.length === 0 && !canPin ? null : (
    <div className={styles.row}>
      {pins.length > 0 && (
        <ul className={styles.list} aria-label={messages.PINNED}>
          {pins.map((pin) => (
            <li key={placeToText(pin)} className={styles.pin}>
              <AppLink href={investigateUrl({ ...state, place: pin })}>{placeText(pin)}</AppLink>
              <IconButton
                name="times"
                size="sm"
                tooltip={messages.unpin(placeText(pin))}
                onClick={() => onChange(pins.filter((other) => other !== pin))}
              />
            </li>
          ))}
        </ul>
      )}
      {canPin && (
        <Button icon="bookmark" size="sm" variant="secondary" fill="text" onClick={() => onChange([...pins, place])}>
          {messages.PIN}
        </Button>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  list: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 1),
    listStyle: 'none',
    margin: 0,
    padding: 0,
  }),
  pin: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    padding: theme.spacing(0, 1),
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.pill,
    overflowWrap: 'anywhere',
  }),
});
