import { type ActiveTime, newestActive } from '../../core/alert/activeTime';
import { type AlertLink } from '../../core/alert/alertLink';
import { listDataSources, loadDataSource, type AppDataSource } from '../shared/dataSources';
import { readGrafana } from './readGrafana';
import { readPrometheus } from './readPrometheus';

/** What the sources know about an alert. */
interface KnownAlert {
  /** Absent if no source knows it. */
  time?: ActiveTime;
  /** The Eastwest data source of the cluster; absent if there is none. */
  dataSource?: AppDataSource;
  /** Sentences about what could not be read. */
  problems: string[];
}

/**
 * Finds out when an alert was active, and which Eastwest data source has its data. Never rejects.
 *
 * Grafana knows its own rules. Prometheus is queried only about alerts that Grafana does not know.
 */
export async function readAlert(alert: AlertLink, nowMs: number): Promise<KnownAlert> {
  const [ofGrafana, dataSources] = await Promise.all([readGrafana(alert, nowMs), loadDataSources()]);
  const time = newestActive(ofGrafana.active);
  const queried = dataSources.find(({ prometheusUid = '' }) => ofGrafana.dataSourceUids.includes(prometheusUid));
  if (time) {
    return { time, dataSource: queried ?? dataSources[0], problems: [] };
  }
  const ofPrometheus = await Promise.all(dataSources.map((dataSource) => readPrometheus(dataSource, alert, nowMs)));
  const position = ofPrometheus.findIndex(({ active }) => active.length > 0);
  return {
    time: newestActive(ofPrometheus[position]?.active ?? []),
    dataSource: dataSources[position] ?? queried ?? dataSources[0],
    problems: [...ofGrafana.problems, ...ofPrometheus.flatMap(({ problems }) => problems)],
  };
}

/** The Eastwest data sources that can be loaded. */
async function loadDataSources(): Promise<AppDataSource[]> {
  const loaded = await Promise.allSettled(listDataSources().map(({ uid }) => loadDataSource(uid)));
  return loaded.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}
