import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { Fragment } from 'react';
import { type Place } from '../../core/diagnosis/place';
import { factText } from '../../core/diagnosis/plainText';
import { type Fact, partsOf, type Sentence } from '../../core/diagnosis/sentence';
import { investigateUrl } from '../investigate/investigateState';
import { AppLink } from '../shared/AppLink';
import { type Scope } from '../shared/scope';

const MARGIN_MS = 600_000;

interface SentenceTextProps {
  sentence: Sentence;
  /** The scope that links keep. */
  scope: Scope;
  /** What is selected now, which links to times keep. */
  place?: Place;
}

/** A sentence whose places and times are links to "Investigate". */
export function SentenceText({ sentence, scope, place }: SentenceTextProps) {
  return (
    <>
      {partsOf(sentence).map((part, index) => (
        <Fragment key={index}>
          {typeof part === 'string' ? part : <FactText fact={part} scope={scope} place={place} />}
        </Fragment>
      ))}
    </>
  );
}

function FactText({ fact, scope, place }: Omit<SentenceTextProps, 'sentence'> & { fact: Fact }) {
  const styles = useStyles2(getStyles);
  const text = factText(fact, clockText);
  switch (fact.kind) {
    case 'place':
      return <AppLink href={investigateUrl({ ...scope, place: fact.place })}>{text}</AppLink>;
    case 'time':
      return (
        <AppLink href={investigateUrl({ ...scope, ...around(fact.timeMs), ...(place && { place }) })}>{text}</AppLink>
      );
    case 'text':
      return text;
    default:
      return <strong className={styles.fact}>{text}</strong>;
  }
}

/** A time in the time zone of the user. */
export function clockText(timeMs: number): string {
  return dateTimeFormat(timeMs, { format: 'HH:mm' });
}

function around(timeMs: number): Pick<Scope, 'from' | 'to'> {
  return { from: new Date(timeMs - MARGIN_MS).toISOString(), to: new Date(timeMs + MARGIN_MS).toISOString() };
}

const getStyles = (_: GrafanaTheme2) => ({
  // A long name must not widen the page.
  fact: css({ fontWeight: 500, overflowWrap: 'anywhere' }),
});
