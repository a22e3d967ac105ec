/** ListPerformanceMonitors and GetPerformanceMonitor: one active monitor, and one that is still being created. */
import { type WireResource } from '../../../src/flowapi/wire';
import { type ClusterFacts } from '../../world/clusterFacts';
import { notFoundError } from '../model/apiError';
import { ec2Arn, performanceMonitorArn } from '../model/arns';
import { type ApiContext } from '../context/context';
import { checkEnum, type OperationRequest, pathParameter } from '../http/input';
import { MONITOR_STATUSES } from '../monitors/monitorOperations';
import { resourcePage } from '../requests/resourcePage';

interface PerformanceMonitorSummary {
  monitorArn: string;
  monitorName: string;
  monitorStatus: string;
  monitorType: 'VPC';
  targets: WireResource[];
}

/** A performance monitor as GetPerformanceMonitor returns it. */
export interface PerformanceMonitor extends PerformanceMonitorSummary {
  createdAt: number;
  modifiedAt: number;
  tags: Record<string, string>;
}

/** In seconds since the Unix epoch, which is the default for timestamps without a format in rest-json. */
const CREATED_AT_SECONDS = 1_794_821_400.25;

/** The performance monitors of the simulated account. */
export function performanceMonitorsOf(cluster: ClusterFacts): PerformanceMonitor[] {
  const target = (vpcId: string) => ({ type: 'AWS::EC2::VPC', identifier: ec2Arn(cluster, 'vpc', vpcId) });
  const facts = [
    { monitorName: `${cluster.name}-paths`, monitorStatus: 'ACTIVE', targets: [target(cluster.vpcId)] },
    {
      monitorName: `${cluster.name}-all-vpcs-paths`,
      monitorStatus: 'PENDING',
      targets: cluster.vpcs.map(({ vpcId }) => target(vpcId)),
    },
  ];
  return facts.map((monitor) => ({
    monitorArn: performanceMonitorArn(cluster, monitor.monitorName),
    ...monitor,
    monitorType: 'VPC',
    createdAt: CREATED_AT_SECONDS,
    modifiedAt: CREATED_AT_SECONDS,
    tags: { cluster: cluster.name },
  }));
}

/** The monitor with a name. Throws a ResourceNotFoundException. */
export function findPerformanceMonitor(cluster: ClusterFacts, name: string): PerformanceMonitor {
  const monitor = performanceMonitorsOf(cluster).find(({ monitorName }) => monitorName === name);
  if (!monitor) {
    throw notFoundError(`Performance monitor ${name}`);
  }
  return monitor;
}

/** GetPerformanceMonitor. */
export function getPerformanceMonitor({ cluster }: ApiContext, request: OperationRequest): PerformanceMonitor {
  return findPerformanceMonitor(cluster, pathParameter(request, 'monitorName'));
}

/** ListPerformanceMonitors, with an optional filter by status. */
export function listPerformanceMonitors(context: ApiContext, request: OperationRequest) {
  const status = request.query.get('monitorStatus');
  const type = request.query.get('monitorType');
  if (status !== null) {
    checkEnum('monitorStatus', status, MONITOR_STATUSES);
  }
  if (type !== null) {
    checkEnum('monitorType', type, ['VPC']);
  }
  const chosen = performanceMonitorsOf(context.cluster).filter(
    ({ monitorStatus }) => status === null || monitorStatus === status
  );
  const listId = `performance monitors ${status}`;
  const { items, ...rest } = resourcePage(context, request, { listId, list: chosen.map(summary) });
  return { monitors: items, ...rest };
}

function summary({ monitorArn, monitorName, monitorStatus, monitorType, targets }: PerformanceMonitor) {
  return { monitorArn, monitorName, monitorStatus, monitorType, targets } satisfies PerformanceMonitorSummary;
}
