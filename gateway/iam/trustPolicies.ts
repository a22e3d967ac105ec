import { ASSUME_ROLE, type IamPolicy, policy } from './policy';

/** Placeholders in the trust policies, which people replace. */
const ACCOUNT = 'ACCOUNT_ID';
const OIDC = 'OIDC_PROVIDER';

/** Where the gateway runs in the manifests. */
export const SERVICE_ACCOUNT = { namespace: 'eastwest', name: 'eastwest-gateway' } as const;

/**
 * The trust policies of the gateway's role, by file name: one for each place where the gateway can run.
 *
 * @param partition the name of the partition in ARNs
 */
export function trustPolicies(partition: string): Record<string, IamPolicy> {
  const { namespace, name } = SERVICE_ACCOUNT;
  const account = `arn:${partition}:iam::${ACCOUNT}`;
  return {
    'trust-pod-identity.json': ofService('pods.eks.amazonaws.com', ASSUME_ROLE),
    'trust-irsa.json': policy({
      Effect: 'Allow',
      Principal: { Federated: `${account}:oidc-provider/${OIDC}` },
      Action: ['sts:AssumeRoleWithWebIdentity'],
      Condition: {
        StringEquals: {
          [`${OIDC}:aud`]: 'sts.amazonaws.com',
          [`${OIDC}:sub`]: `system:serviceaccount:${namespace}:${name}`,
        },
      },
    }),
    'trust-ec2.json': ofService(partition === 'aws-cn' ? 'ec2.amazonaws.com.cn' : 'ec2.amazonaws.com', [
      'sts:AssumeRole',
    ]),
    'trust-ecs.json': ofService('ecs-tasks.amazonaws.com', ['sts:AssumeRole']),
    'trust-other-account.json': policy({
      Effect: 'Allow',
      Principal: { AWS: `${account}:role/eastwest-gateway` },
      Action: ASSUME_ROLE,
    }),
  };
}

function ofService(service: string, actions: readonly string[]): IamPolicy {
  return policy({ Effect: 'Allow', Principal: { Service: service }, Action: actions });
}
