import {
  type DataQuery,
  type DataQueryRequest,
  type DataSourceApi,
  type DataSourceRef,
  CoreApp,
  LoadingState,
  type PanelData,
} from '@grafana/data';
import { type DataSourceSrv, type TemplateSrv } from '@grafana/runtime';
import {
  BehaviorSubject,
  catchError,
  distinctUntilChanged,
  filter,
  first,
  from,
  type Observable,
  of,
  scan,
  shareReplay,
  switchMap,
  timeout,
} from 'rxjs';
import { DASHBOARD_UID, MIXED_UID, uidOf } from '../datasources/refs';
import { type Panel } from '../model/dashboard';
import { errorText } from '../model/errorText';
import { type DashboardSession, type SessionState } from '../session/DashboardSession';
import { lastOf } from '../url/timeRange';
import { keepLast } from './keepLast';
import { queryMixed } from './mixed';
import { panelRequest } from './request';
import { runRequest } from './runRequest';
import { transformSeries } from './transform';

/**
 * How long to wait for the width of a panel that is not on screen, in ms, and the width to assume after that, in px.
 */
const WIDTH_WAIT_MS = 500;
const ASSUMED_WIDTH = 1000;

/** What a runner needs besides its panel and session. */
export interface RunnerServices {
  dataSourceSrv: DataSourceSrv;
  templateSrv: TemplateSrv;
  /** The runner of another panel, for the data source `-- Dashboard --`. */
  runnerOf(panelId: number): PanelRunner | undefined;
}

/** Runs a panel's queries whenever the session requires it, as long as there are subscribers. */
export class PanelRunner {
  /** The width of the panel's content in px; 0 until it is on screen. */
  readonly width = new BehaviorSubject(0);
  /** The results before the panel's transformations, which `-- Dashboard --` shares. */
  readonly raw: Observable<PanelData>;
  readonly data: Observable<PanelData>;

  constructor(
    private readonly panel: Panel,
    private readonly session: DashboardSession,
    private readonly services: RunnerServices
  ) {
    this.raw = session.state.pipe(
      filter(({ revision }) => revision > 0),
      distinctUntilChanged((a, b) => a.revision === b.revision),
      switchMap((state) => this.run(state)),
      scan((last: PanelData | undefined, next: PanelData) => keepLast(last, next), undefined),
      filter((data) => data !== undefined),
      shareReplay({ bufferSize: 1, refCount: true })
    );
    this.data = this.raw.pipe(
      switchMap((data) => transformSeries(data, panel.transformations, (text) => services.templateSrv.replace(text))),
      shareReplay({ bufferSize: 1, refCount: true })
    );
  }

  private run(state: SessionState): Observable<PanelData> {
    const { panel } = this;
    const uid = uidOf(panel.datasource ?? panel.targets[0]?.datasource);
    if (uid === DASHBOARD_UID) {
      return this.shared(state);
    }
    if (panel.targets.length === 0) {
      return of({ state: LoadingState.Done, series: [], timeRange: state.range });
    }
    return this.knownWidth().pipe(
      switchMap((width) => (uid === MIXED_UID ? this.runMixed(state, width) : this.runSingle(state, width))),
      catchError((error: unknown) => of(failed(state, errorText(error))))
    );
  }

  /** The result of the panel in the target. */
  private shared(state: SessionState): Observable<PanelData> {
    const [target] = this.panel.targets.map(asDashboardQuery);
    const source = target?.panelId === undefined ? undefined : this.services.runnerOf(target.panelId);
    if (source === undefined) {
      return of(failed(state, 'The source panel does not exist.'));
    }
    return target?.withTransforms ? source.data : source.raw;
  }

  private runSingle(state: SessionState, width: number): Observable<PanelData> {
    const { dataSourceSrv } = this.services;
    const ref = this.panel.datasource ?? this.panel.targets[0]?.datasource;
    return from(dataSourceSrv.get(ref)).pipe(
      switchMap((dataSource) => {
        const request = this.request(state, width, dataSource.interval);
        return runRequest(dataSource, { ...request, targets: prepareTargets(request.targets, dataSource) });
      })
    );
  }

  private runMixed(state: SessionState, width: number): Observable<PanelData> {
    const { dataSourceSrv } = this.services;
    const request = this.request(state, width, undefined);
    return from(dataSourceSrv.get(request.targets[0]?.datasource)).pipe(
      switchMap((dataSource) => runRequest(dataSource, request, (sent) => queryMixed(sent, dataSourceSrv)))
    );
  }

  private request(state: SessionState, width: number, dataSourceInterval: string | undefined): DataQueryRequest {
    const { timeFrom } = this.panel;
    const { uid, title } = this.session.dashboard;
    return panelRequest(this.panel, {
      range: timeFrom === undefined ? state.range : lastOf(timeFrom, state.timeZone),
      timezone: state.timeZone,
      dashboardUid: uid,
      dashboardTitle: title,
      width,
      dataSourceInterval,
    });
  }

  private knownWidth(): Observable<number> {
    return this.width.pipe(
      first((width) => width > 0),
      timeout({ first: WIDTH_WAIT_MS, with: () => of(ASSUMED_WIDTH) })
    );
  }
}

interface DashboardQuery extends DataQuery {
  panelId?: number;
  withTransforms?: boolean;
}

function asDashboardQuery(target: DataQuery): DashboardQuery {
  return target;
}

/**
 * Sets the data source of each target to the one that runs it, never a variable; empty targets get the data source's
 * default query.
 */
function prepareTargets(targets: DataQuery[], dataSource: DataSourceApi): DataQuery[] {
  const datasource: DataSourceRef = { type: dataSource.type, uid: dataSource.uid };
  return targets
    .map((target) => ({
      ...(isEmpty(target) && dataSource.getDefaultQuery?.(CoreApp.Dashboard)),
      ...target,
      datasource,
    }))
    .filter((target) => dataSource.filterQuery?.(target) ?? true);
}

function isEmpty(target: DataQuery): boolean {
  return Object.keys(target).every((key) => ['refId', 'hide', 'key', 'queryType', 'datasource'].includes(key));
}

function failed({ range }: SessionState, message: string): PanelData {
  return { state: LoadingState.Error, series: [], timeRange: range, error: { message }, errors: [{ message }] };
}
