import { type DataFrame, type DataQueryResponse, type QueryResultMetaNotice } from '@grafana/data';
import { map, type Observable } from 'rxjs';
import { type Notice } from '../../core/notice';

/**
 * The frames with all notices on the first one, the added ones first and one of each severity: of several, a panel of
 * Grafana shows the last alone (`PanelHeaderNotices` of Grafana 12.4).
 *
 * @param frames at least one, or notices have no place.
 */
export function withNotices(frames: readonly DataFrame[], added: readonly Notice[]): DataFrame[] {
  const own = frames.flatMap(({ meta }) => meta?.notices ?? []);
  const notices = oneOfEachSeverity([...added, ...own]);
  return notices.length === 0
    ? [...frames]
    : frames.map((frame, index) => ({ ...frame, meta: { ...frame.meta, notices: index === 0 ? notices : [] } }));
}

function oneOfEachSeverity(notices: readonly QueryResultMetaNotice[]): QueryResultMetaNotice[] {
  const severities = [...new Set(notices.map(({ severity }) => severity))];
  return severities.map((severity) => {
    const alike = notices.filter((notice) => notice.severity === severity);
    const texts = new Set(alike.map(({ text }) => text));
    return { ...alike[0], severity, text: [...texts].join(' ') };
  });
}

/** Responses with notices added, see {@link withNotices}. */
export function withAddedNotices(
  responses: Observable<DataQueryResponse>,
  added: readonly Notice[]
): Observable<DataQueryResponse> {
  return responses.pipe(map((response) => ({ ...response, data: withNotices(response.data, added) })));
}
