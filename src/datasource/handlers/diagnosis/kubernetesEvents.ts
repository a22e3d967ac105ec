import { map } from 'rxjs';
import { KUBERNETES_EVENTS, kubernetesWarnings, warningsQuery } from '../../../core/events/kubernetesEvents';
import { infoNotice } from '../../../core/notice';
import { type QueryContext } from '../../context/queryContext';
import { logLines, MAX_LINES } from '../../loki/logLines';
import { kubernetesEventsCut } from '../../messages';
import { type DiagnosisRequest, historyOf, type ObservationPart } from './observed';

/** Kubernetes' warnings from the user's Loki; nothing if no Loki data source is selected. */
export function kubernetesEvents({ settings }: QueryContext, request: DiagnosisRequest): ObservationPart[] {
  const { lokiUid, eventsSelector = KUBERNETES_EVENTS } = settings;
  if (lokiUid === undefined || lokiUid === '') {
    return [];
  }
  const lines = logLines(lokiUid, warningsQuery(eventsSelector), historyOf(request));
  const part = lines.pipe(
    map((found) => ({
      warnings: kubernetesWarnings(found),
      notices: found.length >= MAX_LINES ? [infoNotice(kubernetesEventsCut(MAX_LINES))] : [],
    }))
  );
  return [part];
}
