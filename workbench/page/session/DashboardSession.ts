import { type TimeRange, type TypedVariableModel } from '@grafana/data';
import { type DataSourceSrv } from '@grafana/runtime';
import { BehaviorSubject, concatMap, from, Subject, type Subscription } from 'rxjs';
import { type Dashboard } from '../model/dashboard';
import { type InterpolationContext } from '../templating/interpolate';
import { type TemplateSource } from '../templating/templateSrv';
import { toInterpolated, toTypedModel } from '../variables/interpolated';
import { type VariableState } from '../variables/types';
import { updateVariables } from '../variables/update';
import { type DashboardSearch } from '../url/search';
import { readTimeRange, refreshedRange } from '../url/timeRange';

/** What the panels and controls of a dashboard show. */
export interface SessionState {
  range: TimeRange;
  timeZone: string;
  /** Refresh interval, for example `30s`; empty means off. */
  refresh: string;
  variables: ReadonlyMap<string, VariableState>;
  /** Increases whenever the panels must run their queries again; 0 until the variables have values. */
  revision: number;
}

/**
 * The state of a dashboard on screen: its time range, its variables, and when its panels must run their queries again.
 * The URL is the source of truth.
 */
export class DashboardSession implements TemplateSource {
  readonly state: BehaviorSubject<SessionState>;
  private readonly searches = new Subject<DashboardSearch>();
  private readonly subscription: Subscription;
  /** The current values, also during an update: a query variable can depend on the previous one. */
  private variables: ReadonlyMap<string, VariableState> = new Map();
  private range: TimeRange;

  constructor(
    readonly dashboard: Dashboard,
    private readonly dataSourceSrv: DataSourceSrv,
    search: DashboardSearch
  ) {
    this.range = this.readRange(search);
    this.state = new BehaviorSubject(this.snapshot(search, 0));
    this.subscription = this.searches
      .pipe(concatMap((next) => from(this.update(next))))
      .subscribe((state) => this.state.next(state));
  }

  /** Applies the state in the URL. */
  apply(search: DashboardSearch): void {
    this.searches.next(search);
  }

  /** Moves a relative time range to the current time and makes every panel run its queries again. */
  refresh(): void {
    const { timeZone, revision } = this.state.value;
    this.range = refreshedRange(this.range, timeZone);
    this.state.next({ ...this.state.value, range: this.range, revision: revision + 1 });
  }

  /** Ends the session; its state completes. */
  end(): void {
    this.subscription.unsubscribe();
    this.state.complete();
  }

  /** What the template service needs to fill in variables. */
  interpolation(): InterpolationContext {
    const { uid, title } = this.dashboard;
    const variables = new Map([...this.variables].map(([name, state]) => [name, toInterpolated(state)]));
    return { variables, timeRange: this.range, dashboardUid: uid, dashboardTitle: title };
  }

  /** The variables in the form of Grafana's template service. */
  variableModels(): TypedVariableModel[] {
    return [...this.variables.values()].map(toTypedModel);
  }

  private async update(search: DashboardSearch): Promise<SessionState> {
    const before = this.state.value;
    const range = this.readRange(search);
    const timeChanged = before.revision === 0 || !sameRaw(range, before.range);
    this.range = timeChanged ? range : before.range;
    const updated = updateVariables(this.dashboard.variables, {
      before: this.variables,
      search,
      range: this.range,
      timeChanged,
      dataSourceSrv: this.dataSourceSrv,
    });
    for await (const variables of updated) {
      this.variables = variables;
    }
    const needsQuery = timeChanged || this.variables !== before.variables;
    return this.snapshot(search, before.revision + (needsQuery ? 1 : 0));
  }

  private snapshot(search: DashboardSearch, revision: number): SessionState {
    const { range, variables } = this;
    const refresh = search.refresh ?? this.dashboard.refresh;
    return { range, timeZone: this.timeZone(search), refresh, variables, revision };
  }

  private readRange({ from: fromText, to, timezone }: DashboardSearch): TimeRange {
    const { time } = this.dashboard;
    return readTimeRange(fromText ?? time.from, to ?? time.to, timezone ?? this.dashboard.timezone);
  }

  private timeZone({ timezone }: DashboardSearch): string {
    return timezone ?? this.dashboard.timezone;
  }
}

function sameRaw(a: TimeRange, b: TimeRange): boolean {
  return a.raw.from.valueOf() === b.raw.from.valueOf() && a.raw.to.valueOf() === b.raw.to.valueOf();
}
