import { firstValueFrom } from 'rxjs';
import { type ActiveTime } from '../../core/alert/activeTime';
import { type AlertLink } from '../../core/alert/alertLink';
import { activeInSeries, searchedWindow } from '../../core/alert/alertSeries';
import { failureMessage } from '../../datasource/results/failure';
import { type AppDataSource } from '../shared/dataSources';
import { seriesUnreadable, UNKNOWN_ERROR } from './messages';

/** When an alert was active according to a Prometheus, or a sentence about why that is unknown. */
export interface PrometheusKnowledge {
  active: ActiveTime[];
  problems: string[];
}

/** Queries the Prometheus of an Eastwest data source for the alert. Never rejects. */
export async function readPrometheus(
  dataSource: AppDataSource,
  alert: AlertLink,
  nowMs: number
): Promise<PrometheusKnowledge> {
  try {
    const series = await firstValueFrom(dataSource.alertSeries(alert, searchedWindow(nowMs)));
    return { active: activeInSeries(series), problems: [] };
  } catch (failure) {
    return { active: [], problems: [seriesUnreadable(dataSource.name, failureMessage(failure) ?? UNKNOWN_ERROR)] };
  }
}
