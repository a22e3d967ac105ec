/** ListPerformanceMonitors and GetPerformanceMonitor: one monitor at work, one still being created. */
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

export interface PerformanceMonitor extends PerformanceMonitorSummary {
  createdAt: number;
  modifiedAt: number;
  tags: Record<string, string>;
}

/** In epoch seconds, as the model's timestamps without a format are in rest-json. */
const CREATED_AT_SECONDS = 1_794_821_400.25;

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

export function findPerformanceMonitor(cluster: ClusterFacts, name: string): PerformanceMonitor {
  const monitor = performanceMonitorsOf(cluster).find(({ monitorName }) => monitorName === name);
  if (!monitor) {
    throw notFoundError(`Performance monitor ${name}`);
  }
  return monitor;
}

export function getPerformanceMonitor({ cluster }: ApiContext, request: OperationRequest): PerformanceMonitor {
  return findPerformanceMonitor(cluster, pathParameter(request, 'monitorName'));
}

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
