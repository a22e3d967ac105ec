import { type AccessKey } from '../../../simulator/flowapi/model/options';
import { type Simulator } from '../../../simulator';

/** Envoy renews credentials a minute before they end. */
const LIFETIME_MS = 66_000;

/** A temporary key with the time at which it ends. */
export type Session = Required<AccessKey>;

/** Issues temporary keys, which the API then accepts in addition to its keys. */
export function sessionsOf({ flowApi, clock }: Simulator, keys: readonly AccessKey[] = []): (name: string) => Session {
  const sessions: Session[] = [];
  return (name) => {
    const number = sessions.length + 1;
    const session = {
      accessKeyId: `ASIA${name}${number}`,
      secretAccessKey: `${number}`,
      sessionToken: `session-${number}`,
      expiresAtMs: clock.nowMs() + LIFETIME_MS,
    };
    sessions.push(session);
    flowApi.control.setOptions({ accessKeys: [...keys, ...sessions] });
    return session;
  };
}
