import { type Notice } from '../notice';
import { agentsOf, type AgentSeries } from '../inventory/agents';
import { absentNotices, answeringNotice, hasAgents, noAgentsText, scrapeNotices } from '../inventory/collectionNotices';
import { type Finding } from './finding';

/** The scrape interval as the Prometheus data source in Grafana has it: charts' windows derive from it. */
export interface IntervalSetting {
  dataSource: string;
  seconds: number;
  /** Whether nobody set it. */
  isDefault: boolean;
}

/**
 * Whether the agents' metrics come, and come well.
 *
 * @param installed how many agents Kubernetes runs, where that is known.
 * @param setting absent where it cannot be read.
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
 * `$__rate_interval` is four times the setting at least: with fewer than three scrapes in a window the sum
 * of its samples jumps, with none there is a gap.
 */
const MAX_BY_SETTING = 1.5;
const MIN_BY_SETTING = 0.25;

function settingFindings(scraped: number | undefined, setting: IntervalSetting | undefined): Finding[] {
  if (scraped === undefined || setting === undefined) {
    return [];
  }
  const seconds = Math.round(scraped);
  const { dataSource } = setting;
  const told = `The agents are scraped every ${seconds} seconds, and the scrape interval in the settings of "${dataSource}" is ${setting.seconds} seconds${setting.isDefault ? ' (nobody set it)' : ''}`;
  const mend = `Set it to ${seconds}s.`;
  if (scraped > MAX_BY_SETTING * setting.seconds) {
    const text = `${told}: the windows of charts hold too few samples, so lines jump or have gaps. ${mend}`;
    return [finding('warning', { text })];
  }
  return scraped < MIN_BY_SETTING * setting.seconds
    ? [finding('info', { text: `${told}: charts are coarser than they could be. ${mend}` })]
    : [];
}
