import { type PanelData, type QueryResultMetaNotice } from '@grafana/data';
import { Icon, type IconName, PanelChrome, Tooltip } from '@grafana/ui';
import { uniqBy } from 'lodash';
import React from 'react';
import { type Panel } from '../model/dashboard';

const ICONS: Record<QueryResultMetaNotice['severity'], IconName> = {
  info: 'file-landscape-alt',
  warning: 'exclamation-triangle',
  error: 'exclamation-triangle',
};

interface PanelNoticesProps {
  panel: Panel;
  data: PanelData | undefined;
}

/** The data source's notices about the result: one icon per severity, with the texts in its tooltip. */
export function PanelNotices({ panel, data }: PanelNoticesProps) {
  const notices = uniqBy(
    data?.series.flatMap(({ meta }) => meta?.notices ?? []) ?? [],
    ({ severity, text }) => severity + text
  );
  const severities = [...new Set(notices.map(({ severity }) => severity))];
  return (
    <>
      {severities.map((severity) => {
        const own = notices.filter((notice) => notice.severity === severity);
        return (
          <Tooltip key={severity} content={<NoticeList notices={own} />} interactive>
            <PanelChrome.TitleItem title="">
              <span
                role="img"
                data-testid={`panel-${panel.id}-notice-${severity}`}
                aria-label={own.map(({ text }) => text).join('\n')}
              >
                <Icon name={ICONS[severity]} size="md" />
              </span>
            </PanelChrome.TitleItem>
          </Tooltip>
        );
      })}
    </>
  );
}

function NoticeList({ notices }: { notices: QueryResultMetaNotice[] }) {
  return (
    <>
      {notices.map(({ text, link }) => (
        <div key={text}>
          {text} {link !== undefined && <a href={link}>More</a>}
        </div>
      ))}
    </>
  );
}
