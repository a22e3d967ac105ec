/**
 * The part of CloudWatch that Grafana's data source uses for monitors and for the log of the policy agents. Metrics have the
 * AWS Query protocol, as in its recorded requests (Grafana 12.4). In these recordings, all services have the same address,
 * so requests for EC2 and CloudWatch Logs arrive here too.
 */
import { Form } from './form';
import { getMetricData, type MetricData } from './getMetricData';
import { listMetrics } from './listMetrics';
import { LogsError } from './logs/logsError';
import { type LogsService } from './logs/logsService';
import { QueryError } from './queryError';
import { type Element, xml } from './xml';

/** The parts of an HTTP request that matter here. */
export interface ServiceRequest {
  authorization: string | undefined;
  /** The header in which JSON services name their operation. */
  target: string | undefined;
  body: string;
}

/** An HTTP response with an XML or JSON body. */
export interface ServiceAnswer {
  status: number;
  contentType: string;
  body: string;
}

/** The resources of the account in one Region. */
export interface Account {
  /** The Region of these resources. */
  region: string;
  metricData(): MetricData;
  logs: LogsService;
  /** The logs in all other Regions. */
  logsElsewhere: LogsService;
}

const CLOUDWATCH = 'http://monitoring.amazonaws.com/doc/2010-08-01/';
const EC2 = 'http://ec2.amazonaws.com/doc/2016-11-15/';

/** Answers one request. Requests that are not simulated get an error response. */
export async function answer(account: Account, request: ServiceRequest): Promise<ServiceAnswer> {
  const [, operation] = /^Logs_\d+\.(\w+)$/.exec(request.target ?? '') ?? [];
  if (operation !== undefined) {
    return answerLogs(account, operation, request);
  }
  try {
    return { status: 200, contentType: 'text/xml', body: await operate(account, request) };
  } catch (error) {
    const isRefused = error instanceof QueryError;
    return {
      status: isRefused ? 400 : 500,
      contentType: 'text/xml',
      body: xml({
        ErrorResponse: {
          Error: {
            Type: isRefused ? 'Sender' : 'Receiver',
            Code: isRefused ? error.code : 'InternalFailure',
            Message: error instanceof Error ? error.message : String(error),
          },
        },
      }),
    };
  }
}

function answerLogs(account: Account, operation: string, { authorization, body }: ServiceRequest): ServiceAnswer {
  const logs = regionOf(authorization) === account.region ? account.logs : account.logsElsewhere;
  const contentType = 'application/x-amz-json-1.1';
  try {
    return { status: 200, contentType, body: JSON.stringify(logs.answer(operation, JSON.parse(body))) };
  } catch (error) {
    const isRefused = error instanceof LogsError;
    const __type = isRefused ? error.code : 'ServiceUnavailableException';
    const message = error instanceof Error ? error.message : String(error);
    return { status: isRefused ? 400 : 500, contentType, body: JSON.stringify({ __type, message }) };
  }
}

async function operate(account: Account, { authorization, body }: ServiceRequest): Promise<string> {
  const form = new Form(new URLSearchParams(body));
  const action = form.text('Action') ?? '';
  const data = account.metricData();
  const here = regionOf(authorization) === account.region ? data : { ...data, monitors: [] };
  switch (action) {
    case 'ListMetrics':
      return response(
        action,
        listMetrics(
          form,
          here.monitors.map(({ arn }) => arn)
        )
      );
    case 'GetMetricData':
      return response(action, await getMetricData(form, here));
    case 'DescribeRegions':
      return `<DescribeRegionsResponse xmlns="${EC2}"><regionInfo><item>${xml({ regionName: account.region })}</item></regionInfo></DescribeRegionsResponse>`;
    default:
      throw new QueryError('InvalidAction', `The action ${action} is not simulated.`);
  }
}

function response(action: string, result: Element): string {
  return `<${action}Response xmlns="${CLOUDWATCH}">${xml({ [`${action}Result`]: result })}</${action}Response>`;
}

/** Signature Version 4: `Credential=<key>/<date>/<region>/<service>/aws4_request`. */
function regionOf(authorization = ''): string {
  return /Credential=[^/]+\/\d+\/([^/]+)\//.exec(authorization)?.[1] ?? '';
}
