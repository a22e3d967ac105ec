import { type RankedCause, rankCauses } from './causes/rankCauses';
import { type Observations } from './observations';
import { at, say, type Sentence } from './sentence';
import { ofKind, type Symptom } from './symptom';
import { findSymptoms } from './symptoms/findSymptoms';
import { type Traffic, trafficOf } from './traffic';

/** What is wrong in a window, why, and what cannot be known. */
export interface Diagnosis {
  symptoms: readonly Symptom[];
  /** The most important first. */
  causes: readonly RankedCause[];
  /** The traffic of both windows; absent without flows. */
  traffic?: Traffic;
  /** What the observations lack. Without symptoms and without these, everything that is watched is all right. */
  unknown: readonly Sentence[];
}

/** Diagnoses a window. The same observations always give the same diagnosis. */
export function diagnose(observations: Observations): Diagnosis {
  const traffic = trafficOf(observations);
  const symptoms = findSymptoms(observations, traffic);
  const causes = rankCauses({ observations, traffic, symptoms, cells: traffic?.cells ?? [] });
  return { symptoms, causes, ...(traffic && { traffic }), unknown: unknowns(observations, symptoms) };
}

function unknowns(
  { flows, pairs, allowances, agents, events, health, drops }: Observations,
  symptoms: readonly Symptom[]
): Sentence[] {
  const missing = [
    !flows && !pairs && say('unknownFlows', {}),
    flows && !pairs && say('unknownTimes', {}),
    !allowances && say('unknownAllowances', {}),
    !agents && say('unknownAgents', {}),
    !events && say('unknownEvents', {}),
    !health && say('unknownNetwork', {}),
    !drops && say('unknownPolicies', {}),
  ];
  const nodes = ofKind(symptoms, 'agentSilent', 'agentRestarted').map(({ place }) =>
    say('unknownNode', { node: at(place) })
  );
  return [...missing.filter((sentence) => sentence !== undefined && sentence !== false), ...nodes];
}
