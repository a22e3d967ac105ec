import { type Notice } from '../notice';
import { agentsOf, type AgentSeries } from '../inventory/agents';
import { absentNotices, answeringNotice, hasAgents, scrapeNotices } from '../inventory/collectionNotices';
import { noAgentsText } from '../inventory/messages';
import { type Finding } from './finding';
import { configuredIntervalTooLong, configuredIntervalTooShort } from './messages';

/** The scrape interval in the settings of the Prometheus data source in Grafana. The windows of charts derive from it. */
export interface IntervalSetting {
  dataSource: string;
  seconds: number;
  /** Whether the setting is empty, so that Grafana's default applies. */
  isDefault: boolean;
}

/**
 * Whether the agents' metrics arrive, and whether they are complete.
 *
 * @param installed the number of agent pods in Kubernetes, if it is known.
 * @param setting absent if it cannot be read.
 */
export function agentFindings(series: AgentSeries, installed?: number, setting?: IntervalSetting): Finding[] {
  const agents = agentsOf(series);
  if (!hasAgents(agents)) {
    return [finding('broken', { text: noAgentsText(installed) })];
  }
  const answering = agents.filter(({ state }) => state === 'answers').length;
  return [
    finding(answering === agents.length ? 'fine' : 'info', answeringNotice(agents, series)),
    ...absentNotices(agents).map((notice) => finding(answering === 0 ? 'broken' : 'warning', notice)),
    ...scrapeNotices(agents, series).map((notice) =>
      finding(notice.severity === 'warning' ? 'warning' : 'info', notice)
    ),
    ...settingFindings(series.intervalSeconds, setting),
  ];
}

function finding(state: Finding['state'], { text }: Pick<Notice, 'text'>): Finding {
  return { part: 'Agents', state, text };
}

/**
 * Bounds of the real scrape interval, as multiples of the setting. `$__rate_interval` is at least four times the setting:
 * with fewer than three scrapes in such a window, the sum of its samples jumps; without any, there is a gap.
 */
const MAX_BY_SETTING = 1.5;
const MIN_BY_SETTING = 0.25;

function settingFindings(scraped: number | undefined, setting: IntervalSetting | undefined): Finding[] {
  if (scraped === undefined || setting === undefined) {
    return [];
  }
  const { dataSource, seconds: configured, isDefault } = setting;
  const intervals = { dataSource, scraped: Math.round(scraped), configured, isDefault };
  if (scraped > MAX_BY_SETTING * configured) {
    return [finding('warning', { text: configuredIntervalTooShort(intervals) })];
  }
  return scraped < MIN_BY_SETTING * configured ? [finding('info', { text: configuredIntervalTooLong(intervals) })] : [];
}
