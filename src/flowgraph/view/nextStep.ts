import { CoreApp, type DataQueryRequest, type TimeRange } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { type StateMessage } from '../../core/dataState';
import * as messages from '../messages/panel';
import { longerRange } from '../model/longerRange';
import { type MessageAction } from './Message';

interface Means {
  retry: (() => void) | undefined;
  timeRange: TimeRange;
  request: DataQueryRequest | undefined;
}

/** The action that most likely leads to data after a message. Undefined if the panel cannot offer any. */
export function nextStep({ next }: StateMessage, { retry, timeRange, request }: Means): MessageAction | undefined {
  if (next === 'retry') {
    return retry && { label: messages.retry, onClick: retry };
  }
  const longer = next === 'longerRange' && isOnDashboard(request) ? longerRange(timeRange) : undefined;
  return (
    longer && {
      label: messages.showRange(longer.length),
      onClick: () => locationService.partial({ from: longer.from, to: longer.to }),
    }
  );
}

/** Only dashboards have their time range in the URL. */
function isOnDashboard(request: DataQueryRequest | undefined): boolean {
  return request?.app === CoreApp.Dashboard || request?.app === CoreApp.PanelViewer;
}
