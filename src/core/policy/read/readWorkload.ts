import { type PodTemplate, type WorkloadResource, type WorkloadResourceKind } from '../inventory';
import { type Member } from './members';
import { containerPorts, namespacedName, ownerOf } from './readObjects';
import { readSelector } from './readSelector';

/** Reads a Deployment, a ReplicaSet, a StatefulSet, or a DaemonSet. */
export function readReplicatedWorkload(object: Member, kind: WorkloadResourceKind): WorkloadResource {
  const spec = object.at('spec');
  return {
    ...identityOf(object, kind),
    selector: readSelector(spec.at('selector')),
    template: readTemplate(spec.at('template')),
  };
}

/** The selector of a Job contains generated values, so it is of no use to policies. */
export function readJob(object: Member): WorkloadResource {
  return { ...identityOf(object, 'Job'), template: readTemplate(object.at('spec').at('template')) };
}

export function readCronJob(object: Member): WorkloadResource {
  const lastScheduledMs = object.at('status').at('lastScheduleTime').optionalTimeMs();
  return {
    ...identityOf(object, 'CronJob'),
    template: readTemplate(object.at('spec').at('jobTemplate').at('spec').at('template')),
    ...(lastScheduledMs !== undefined && { lastScheduledMs }),
  };
}

function identityOf(
  object: Member,
  kind: WorkloadResourceKind
): Pick<WorkloadResource, 'kind' | 'namespace' | 'name' | 'owner'> {
  const owner = ownerOf(object);
  return { kind, ...namespacedName(object), ...(owner !== undefined && { owner }) };
}

function readTemplate(template: Member): PodTemplate {
  const spec = template.at('spec');
  return {
    labels: template.at('metadata').at('labels').labels(),
    ports: containerPorts(spec),
    isHostNetwork: spec.at('hostNetwork').optionalFlag(),
    usesNodeDns: spec.at('dnsPolicy').optionalText() === 'Default',
  };
}
