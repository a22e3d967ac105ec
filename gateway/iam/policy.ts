import { GATEWAY_OPERATIONS } from '../operations';
import { type GatewayTarget } from '../options';

/** An IAM policy document. */
export interface IamPolicy {
  Version: '2012-10-17';
  Statement: readonly IamStatement[];
}

/** A statement of a policy of permissions or of trust. */
export interface IamStatement {
  Sid?: string;
  Effect: 'Allow';
  Principal?: Record<string, string>;
  Action: readonly string[];
  Resource?: string | readonly string[];
  Condition?: Record<string, Record<string, string | readonly string[]>>;
}

/** The actions with which a role is assumed. Sessions of EKS Pod Identity have tags, which they hand on to the assumed role. */
export const ASSUME_ROLE = ['sts:AssumeRole', 'sts:TagSession'] as const;

/** A policy document with these statements. */
export function policy(...statements: readonly IamStatement[]): IamPolicy {
  return { Version: '2012-10-17', Statement: statements };
}

/**
 * The permissions of the gateway's role: the operations that it passes on, in the Regions of its targets, and nothing else. If
 * targets are in other accounts, it also allows to assume their roles, which need the first statement themselves.
 */
export function iamPolicy(targets: readonly GatewayTarget[]): IamPolicy {
  const regions = [...new Set(targets.map(({ region }) => region))];
  const roles = [...new Set(targets.flatMap(({ roleArn }) => roleArn ?? []))];
  return policy(
    {
      Sid: 'ReadNetworkFlows',
      Effect: 'Allow',
      Action: GATEWAY_OPERATIONS.map(({ name }) => `networkflowmonitor:${name}`),
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': regions } },
    },
    ...(roles.length === 0
      ? []
      : [
          {
            Sid: 'AssumeRolesOfOtherAccounts',
            Effect: 'Allow' as const,
            Action: ASSUME_ROLE,
            Resource: roles,
          },
        ])
  );
}
