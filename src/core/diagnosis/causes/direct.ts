import { at, say } from '../sentence';
import { ofKind, type Symptom } from '../symptom';
import { type Cause } from './cause';
import { type CauseRule } from './situation';

/** What is measured or read directly needs no further evidence. */
const MEASURED = 6;
/** A change of traffic can also be the effect of something else that is not seen. */
const OBSERVED = 4;

/** A new conversation is its own cause: someone changed the client. */
export const conversationRule: CauseRule = ({ symptoms }) =>
  ofKind(symptoms, 'conversationBegan').map((symptom) => {
    const { client, server } = symptom.place;
    const facts = { client: at(client), server: at(server) };
    return direct(symptom, OBSERVED, {
      kind: 'conversation',
      title: say('causeConversation', facts),
      check: say('checkConversation', facts),
    });
  });

/** A client that calls a server no longer, although both have other traffic, was changed or configured to. */
export const stoppedRule: CauseRule = ({ symptoms }) =>
  ofKind(symptoms, 'conversationEnded').map((symptom) => {
    const { client, server } = symptom.place;
    const facts = { client: at(client), server: at(server) };
    return direct(symptom, OBSERVED, {
      kind: 'stopped',
      title: say('causeStopped', facts),
      check: say('checkConversation', facts),
    });
  });

/**
 * The share of traffic that crosses zones follows from how requests are routed: Kubernetes' topology aware routing is
 * switched on or off by annotations, and also by the number of ready endpoints in each zone (Kubernetes documentation,
 * "Topology Aware Routing", safeguards).
 */
export const routingRule: CauseRule = ({ symptoms }) =>
  ofKind(symptoms, 'crossZoneRose', 'crossZoneFell').map((symptom) => {
    const { client, server } = symptom.place;
    return direct(symptom, OBSERVED, {
      kind: 'routing',
      title: say('causeRouting', { client: at(client), server: at(server) }),
      check: say('checkRouting', { server: at(server) }),
    });
  });

/** An agent that is silent or restarted explains nothing about traffic: it hides things. */
export const collectionRule: CauseRule = ({ symptoms }) => [
  ...ofKind(symptoms, 'agentSilent').map((symptom) =>
    direct(symptom, MEASURED, {
      kind: 'agentSilent',
      title: say('causeAgentSilent', { node: at(symptom.place) }),
      check: say('checkAgent', { node: at(symptom.place) }),
    })
  ),
  ...ofKind(symptoms, 'agentRestarted').map((symptom) =>
    direct(symptom, MEASURED, {
      kind: 'agentRestarted',
      title: say('causeAgentRestarted', { node: at(symptom.place) }),
      check: say('checkAgent', { node: at(symptom.place) }),
    })
  ),
  ...ofKind(symptoms, 'monitorNotActive').map((symptom) =>
    direct(symptom, MEASURED, {
      kind: 'monitor',
      title: say('causeMonitor', { monitor: at(symptom.place) }),
      check: say('checkMonitor', { monitor: at(symptom.place) }),
    })
  ),
];

function direct(symptom: Symptom, weight: number, rest: Pick<Cause, 'kind' | 'title' | 'check'>): Cause {
  return {
    ...rest,
    place: symptom.place,
    ...(symptom.sinceMs !== undefined && { sinceMs: symptom.sinceMs }),
    explains: [symptom],
    evidence: [{ weight, sentence: say('measured', {}) }],
  };
}
