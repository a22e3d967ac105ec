import { type DataFrame, type DataQueryResponse, type QueryResultMetaNotice } from '@grafana/data';
import { map, type Observable } from 'rxjs';
import { type Notice } from '../../core/notice';

/**
 * The frames with all notices on the first one, beginning with the added ones. Notices of the same severity are joined, because
 * Grafana's panels show only the last one (`PanelHeaderNotices` of Grafana 12.4).
 *
 * @param frames at least one, because notices belong to frames.
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
