import { type Observations } from '../observations';
import { ofKind, type Symptom } from '../symptom';
import { type Traffic } from '../traffic';
import { agentSymptoms } from './agentSymptoms';
import { allowanceSymptoms } from './allowanceSymptoms';
import { conversationSymptoms } from './conversationSymptoms';
import { lossSymptoms } from './lossSymptoms';
import { dropSymptoms, networkSymptoms } from './networkSymptoms';
import { zoneSymptoms } from './zoneSymptoms';

/** Everything that is wrong in the window, in no particular order. */
export function findSymptoms(observations: Observations, traffic: Traffic | undefined): Symptom[] {
  const agents = agentSymptoms(observations);
  const hidden = new Set(ofKind(agents, 'agentSilent', 'agentRestarted').map(({ place }) => place.node));
  return [
    ...allowanceSymptoms(observations),
    ...networkSymptoms(observations),
    ...dropSymptoms(observations),
    ...agents,
    ...(traffic
      ? [
          ...lossSymptoms(traffic, observations.pairs !== undefined),
          ...conversationSymptoms(traffic, observations, hidden),
          ...zoneSymptoms(traffic, observations),
        ]
      : []),
  ];
}
