import { dateTimeFormat } from '@grafana/data';
import { Button, ClipboardButton } from '@grafana/ui';
import React from 'react';
import { download } from '../../common/download';
import { type Diagnosis } from '../../core/diagnosis/diagnose';
import { type Place } from '../../core/diagnosis/place';
import { reportOf, type ReportSubject } from '../../core/diagnosis/report';
import { type DiagnosisSnapshot } from '../../datasource/handlers/diagnosis/observe';
import { investigateUrl } from '../investigate/investigateState';
import { type Scope } from '../shared/scope';
import * as messages from './messages';

export interface ReportButtonsProps {
  snapshot: DiagnosisSnapshot;
  diagnosis: Diagnosis;
  scope: Scope;
  subject: Omit<ReportSubject, 'url' | 'pins'> & { pins?: readonly Place[] };
}

/** Copies or downloads the diagnosis as the draft of a postmortem. */
export function ReportButtons({ snapshot: { observations }, diagnosis, scope, subject }: ReportButtonsProps) {
  const getText = () => {
    const { startMs, endMs } = observations.windows.now;
    const range = { from: new Date(startMs).toISOString(), to: new Date(endMs).toISOString() };
    const { pins = [], compared, ...shown } = subject;
    const urlOf = (place: Pick<ReportSubject, 'place'>) =>
      new URL(investigateUrl({ ...scope, ...range, ...shown, ...place, pins }), window.location.origin).href;
    const pinned = pins.map((place) => ({ place, url: urlOf({ place }) }));
    const full = { ...shown, url: urlOf({}), pins: pinned, ...(compared && { compared }) };
    return reportOf(diagnosis, observations, full, (timeMs) => dateTimeFormat(timeMs));
  };
  return (
    <>
      <ClipboardButton icon="copy" variant="secondary" size="sm" getText={getText}>
        {messages.COPY_REPORT}
      </ClipboardButton>
      <Button
        icon="download-alt"
        variant="secondary"
        size="sm"
        onClick={() => download(new Blob([getText()], { type: 'text/markdown' }), messages.REPORT_FILE)}
      >
        {messages.DOWNLOAD_REPORT}
      </Button>
    </>
  );
}
