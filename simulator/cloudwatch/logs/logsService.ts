/**
 * The part of the CloudWatch Logs API that Grafana's data source (12.4) uses for Logs Insights: the JSON protocol, with the
 * operation in the header `X-Amz-Target`. The only log group is that of the cluster, with the events of the network policy
 * agents. The logs of the control plane, which are in the same group, are not simulated.
 */
import { type ClusterFacts } from '../../world/clusterFacts';
import { type PolicyLogEvent } from '../../policies/policyLog';
import { readQuery } from './insightsQuery';
import { LogsError } from './logsError';
import { type QueryResult, runQuery } from './runQuery';

/** The log group of a cluster, with its events. */
export interface LogGroup {
  name: string;
  /** Events in [fromMs, toMs), in the order of time. */
  events(fromMs: number, toMs: number): PolicyLogEvent[];
}

/** The name of the log group of an EKS cluster. */
export function logGroupName(clusterName: string): string {
  return `/aws/eks/${clusterName}/cluster`;
}

interface RunningQuery {
  result: QueryResult;
  scanned: number;
  status: 'Running' | 'Complete' | 'Cancelled';
}

/** Answers operations of the API. Throws a LogsError for requests that CloudWatch rejects or that are not simulated. */
export class LogsService {
  private readonly queries = new Map<string, RunningQuery>();

  constructor(
    private readonly facts: ClusterFacts,
    /** Absent if the policy agents of the cluster send no logs. */
    private readonly group: LogGroup | undefined
  ) {}

  /** @param operation without the name of the service: "StartQuery". */
  answer(operation: string, request: Readonly<Record<string, unknown>>): object {
    switch (operation) {
      case 'DescribeLogGroups':
        return { logGroups: this.describedGroups(request) };
      case 'StartQuery':
        return this.startQuery(request);
      case 'GetQueryResults':
        return this.results(String(request.queryId));
      case 'StopQuery':
        return this.stopQuery(String(request.queryId));
      default:
        throw new LogsError('UnknownOperationException', `The operation ${operation} is not simulated.`);
    }
  }

  private describedGroups({
    logGroupNamePrefix: prefix = '',
    logGroupNamePattern: pattern = '',
  }: Record<string, unknown>) {
    const groups = this.group ? [this.group] : [];
    return groups
      .filter(({ name }) => name.startsWith(String(prefix)) && name.includes(String(pattern)))
      .map(({ name }) => ({ logGroupName: name, arn: `${this.arnOf(name)}:*`, logGroupArn: this.arnOf(name) }));
  }

  private arnOf(name: string): string {
    return `arn:aws:logs:${this.facts.region}:${this.facts.accountId}:log-group:${name}`;
  }

  private startQuery(request: Readonly<Record<string, unknown>>) {
    const { startTime, endTime, queryString, queryLanguage = 'CWLI' } = request;
    if (typeof startTime !== 'number' || typeof endTime !== 'number' || startTime > endTime) {
      throw new LogsError('InvalidParameterException', 'The start of the time range must be before its end.');
    }
    if (queryLanguage !== 'CWLI') {
      throw new LogsError('InvalidParameterException', `The query language ${String(queryLanguage)} is not simulated.`);
    }
    const group = this.groupOf(request);
    const commands = readQuery(String(queryString));
    // The end is inclusive.
    const events = group.events(startTime * 1_000, endTime * 1_000 + 1);
    const rows = events.map(({ timestamp, message, logStreamName }) => ({
      '@timestamp': String(timestamp),
      '@message': message,
      '@logStream': logStreamName,
      '@log': `${this.facts.accountId}:${group.name}`,
    }));
    const queryId = `00000000-0000-4000-8000-${String(this.queries.size).padStart(12, '0')}`;
    this.queries.set(queryId, { result: runQuery(commands, rows), scanned: rows.length, status: 'Running' });
    return { queryId };
  }

  private groupOf({ logGroupNames = [], logGroupIdentifiers = [] }: Readonly<Record<string, unknown>>): LogGroup {
    const names = [logGroupNames, logGroupIdentifiers].flat().map(String);
    const [only = ''] = names;
    if (names.length !== 1) {
      throw new LogsError('InvalidParameterException', 'Queries of several log groups are not simulated.');
    }
    if (!this.group || ![this.group.name, this.arnOf(this.group.name)].includes(only)) {
      throw new LogsError(
        'ResourceNotFoundException',
        `Log group '${only}' does not exist for account ID '${this.facts.accountId}'`
      );
    }
    return this.group;
  }

  /** The first response is never complete, so that clients have to poll. */
  private results(queryId: string) {
    const query = this.queryWith(queryId);
    const { result, scanned, status } = query;
    if (status === 'Running') {
      query.status = 'Complete';
    }
    const isComplete = status === 'Complete';
    return {
      status,
      results: isComplete ? result.rows : [],
      statistics: { recordsMatched: isComplete ? result.matched : 0, recordsScanned: scanned, bytesScanned: 0 },
    };
  }

  private stopQuery(queryId: string) {
    const query = this.queryWith(queryId);
    if (query.status === 'Complete') {
      throw new LogsError('InvalidParameterException', 'The query has already ended.');
    }
    query.status = 'Cancelled';
    return { success: true };
  }

  private queryWith(queryId: string): RunningQuery {
    const query = this.queries.get(queryId);
    if (!query) {
      throw new LogsError('ResourceNotFoundException', `The query ${queryId} does not exist.`);
    }
    return query;
  }
}
