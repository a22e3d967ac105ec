import { type Listening, listen } from '../../../simulator/server/listen';
import { type Session } from './sessions';

/** The agent of EKS Pod Identity on a node. */
export interface PodIdentityAgent extends Listening {
  /** The tokens of the requests. */
  tokens: readonly string[];
  /** The variables with which EKS leads a container to the agent. */
  environment: Record<string, string>;
}

/**
 * Starts an agent that issues a new session for each request.
 *
 * @param tokenFile the file with the token of the pod
 */
export async function startPodIdentityAgent(tokenFile: string, issue: () => Session): Promise<PodIdentityAgent> {
  const tokens: string[] = [];
  const listening = await listen(
    ({ headers }, response) => {
      tokens.push(headers.authorization ?? '');
      const { accessKeyId, secretAccessKey, sessionToken, expiresAtMs } = issue();
      response.end(
        JSON.stringify({
          AccessKeyId: accessKeyId,
          SecretAccessKey: secretAccessKey,
          Token: sessionToken,
          Expiration: new Date(expiresAtMs).toISOString().replace(/\.\d+/, ''),
        })
      );
    },
    '127.0.0.1',
    0
  );
  return {
    ...listening,
    tokens,
    environment: {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${listening.url}/v1/credentials`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile,
    },
  };
}
