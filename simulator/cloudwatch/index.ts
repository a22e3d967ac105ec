/**
 * The simulated CloudWatch API with the metrics that Network Flow Monitor publishes for the account's monitors, and the log
 * of the network policy agents.
 */
import { type RequestListener } from 'node:http';
import { type WireMonitor } from '../../src/flowapi/wire';
import { readBody } from '../flowapi/http/readBody';
import { watchedBy } from '../flowapi/monitors/monitorCatalog';
import { type Clock } from '../world/clock';
import { floorTo, MINUTE_MS } from '../world/time';
import { type SimulatedWorld } from '../incidents/simulatedWorld';
import { policyLog } from '../policies/policyLog';
import { type MetricData, type PublishingMonitor } from './getMetricData';
import { type LogGroup, logGroupName, LogsService } from './logs/logsService';
import { answer } from './service';
import { ZoneMinutes } from './zoneMinutes';

/** What the simulated CloudWatch is made from. */
export interface CloudWatchParts {
  world: SimulatedWorld;
  clock: Clock;
  /** The account's current monitors. */
  monitors: () => readonly WireMonitor[];
  /** The time up to which flows are ingested, and therefore visible in responses, at `nowMs`. */
  ingestedUntilMs: (nowMs: number) => number;
}

/** The running CloudWatch: an HTTP request handler, and control over its background work. */
export interface CloudWatch {
  handler: RequestListener;
  /**
   * Computes the whole past in a thread, so that requests for weeks are answered at once. Stops when `close` is called.
   */
  prepare(): Promise<void>;
  close(): Promise<void>;
}

/** Creates the CloudWatch API of a world. It computes minutes only when they are first needed. */
export function createCloudWatch({ world, clock, monitors, ingestedUntilMs }: CloudWatchParts): CloudWatch {
  const minutes = new ZoneMinutes(world);
  let isOpen = true;
  const metricData = (): MetricData => {
    const nowMs = clock.nowMs();
    return {
      minutes,
      monitors: monitors().flatMap((monitor) => publishing(world, monitor)),
      nowMs,
      untilMs: floorTo(ingestedUntilMs(nowMs), MINUTE_MS),
    };
  };
  const account = {
    region: world.facts.region,
    metricData,
    logs: new LogsService(world.facts, policyLogGroup(world, clock)),
    logsElsewhere: new LogsService(world.facts, undefined),
  };
  return {
    handler: (request, response) => {
      readBody(request)
        .then(async (body) => {
          const { authorization, 'x-amz-target': header } = request.headers;
          const target = typeof header === 'string' ? header : undefined;
          const {
            status,
            contentType,
            body: text,
          } = await answer(account, { authorization, target, body: body.toString() });
          response.writeHead(status, { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(text) });
          response.end(text);
        })
        // The client disconnected during its request, so there is no one to answer.
        .catch(() => response.destroy());
    },
    prepare: async () => {
      try {
        await minutes.prepare(0, metricData().untilMs);
      } catch (failure) {
        if (isOpen) {
          throw failure;
        }
      }
    },
    close: async () => {
      isOpen = false;
      await minutes.end();
    },
  };
}

/** The policy agents of EKS Auto Mode send no logs to CloudWatch. */
function policyLogGroup(world: SimulatedWorld, clock: Clock): LogGroup | undefined {
  return world.options.dns === 'auto-mode'
    ? undefined
    : {
        name: logGroupName(world.facts.name),
        events: (fromMs, toMs) => policyLog(world, fromMs, Math.min(toMs, clock.nowMs())),
      };
}

/** A monitor that watches nothing has no metrics. */
function publishing({ facts }: SimulatedWorld, monitor: WireMonitor): PublishingMonitor[] {
  const isWatched = watchedBy(facts, monitor);
  const zones = facts.zones
    .map(({ azId }) => azId)
    .filter((azId) => isWatched({ local: { vpcId: facts.vpcId, azId } }));
  return zones.length === 0 ? [] : [{ arn: monitor.monitorArn, zones }];
}
